import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Link, Outlet, RouterProvider, createMemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { TurnsBody } from '../../../api/turns'
import { findConflicts } from '../../../actions/types'
import { TurnsPage } from './TurnsPage'
import { turnKeys } from './keys'
import type { TurnContext } from './keys'

vi.mock('../../ProjectLayout', () => ({ useProject: () => ({ slug: 'talks' }) }))
vi.mock('../../../player/WaveformView', () => ({ WaveformView: () => null }))

const turn = (id: number, start: number, end: number, speaker: string, ratings: number) => ({
  id,
  start_seconds: start,
  end_seconds: end,
  speaker,
  text: `words of ${String(id)}`,
  words: [],
  parents: [],
  items: [`k${String(id)}`],
  ratings,
  held: 0,
})
const there = [turn(1, 0, 3, 'Ann', 2), turn(2, 3.5, 6, 'Ben', 0)]
const nothing = { video_url: null, poster_url: null, width: null, height: null }
const film = { video_url: '/film.mp4', poster_url: '/film.jpg', width: 640, height: 360 }
const about = { recording: 4, name: 'talk.wav', duration_seconds: 10, version: 'v1' }
let picture: typeof nothing | typeof film = nothing

const posted: TurnsBody[] = []
let problems: { at: number; id: null; message: string }[] = []

beforeEach(() => {
  posted.length = 0
  problems = []
  picture = nothing
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue(undefined)
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'GET')
      return new Response(JSON.stringify({ ...about, ...picture, turns: there }))
    const body = (await request.json()) as TurnsBody
    posted.push(body)
    if (problems.length > 0) {
      const refusal = { message: 'Nothing is changed.', extra: { problems } }
      return new Response(JSON.stringify(refusal), { status: 400 })
    }
    const turns = [{ ...turn(0, 0, 3, 'Ben', 0), id: null, parents: [1] }, there[1]]
    const counts = { kept: 1, added: 1, removed: 0, retired: 1, ratings: 2, held: 0 }
    return new Response(
      JSON.stringify({ ...about, ...picture, ...counts, turns, dry_run: body.dry_run }),
    )
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function Elsewhere() {
  return (
    <>
      <Link to="/jobs">Jobs</Link>
      <Outlet />
    </>
  )
}

function open() {
  const pages = [
    { path: '/recordings/:id/turns', element: <TurnsPage /> },
    { path: '/jobs', element: <h1>Jobs</h1> },
  ]
  const router = createMemoryRouter([{ element: <Elsewhere />, children: pages }], {
    initialEntries: ['/recordings/4/turns'],
  })
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

it('shows what a correction would do before it is saved, and saves it', async () => {
  const user = userEvent.setup()
  open()
  await user.selectOptions(await screen.findByLabelText('Speaker of turn 1'), 'Ben')
  expect(await screen.findByText('2 answers stay with it as it was', { exact: false })).toBeTruthy()
  expect(screen.getByText('cut from 1 turn', { exact: false })).toBeTruthy()
  expect(posted).toHaveLength(1)
  expect(posted[0]).toMatchObject({ version: 'v1', dry_run: true })
  expect(posted[0]?.turns.map(({ speaker }) => speaker)).toEqual(['Ben', 'Ben'])
  await user.click(screen.getByRole('button', { name: 'Save the correction' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: 'Save the correction' }))
  await vi.waitFor(() => {
    expect(posted.at(-1)).toMatchObject({ dry_run: false, turns: posted[0]?.turns })
  })
})

it('names what is unfit, and takes a change back', async () => {
  const user = userEvent.setup()
  problems = [{ at: 1, id: null, message: 'turns 1 and 2 of Ben share time' }]
  open()
  await user.selectOptions(await screen.findByLabelText('Speaker of turn 1'), 'Ben')
  await user.click(await screen.findByRole('button', { name: /share time/ }))
  expect(screen.getByRole('button', { name: /^Turn 2/ }).getAttribute('aria-pressed')).toBe('true')
  const save: HTMLButtonElement = screen.getByRole('button', { name: 'Save the correction' })
  expect(save.disabled).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(screen.getByText('Nothing is changed yet.')).toBeTruthy()
})

it('asks before a link leads away from a correction that is not saved', async () => {
  const user = userEvent.setup()
  open()
  await user.selectOptions(await screen.findByLabelText('Speaker of turn 1'), 'Ben')
  const closing = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(closing)
  expect(closing.defaultPrevented).toBe(true)
  await user.click(screen.getByRole('link', { name: 'Jobs' }))
  const asked = await screen.findByRole('dialog', { name: 'Leave without saving?' })
  await user.click(within(asked).getByRole('button', { name: 'Stay here' }))
  expect(screen.getByLabelText('Speaker of turn 1')).toHaveProperty('value', 'Ben')
  await user.click(screen.getByRole('link', { name: 'Jobs' }))
  await user.click(await screen.findByRole('button', { name: 'Leave' }))
  expect(await screen.findByRole('heading', { name: 'Jobs' })).toBeTruthy()
})

it('lets go of a page on which nothing is changed', async () => {
  const user = userEvent.setup()
  open()
  await screen.findByLabelText('Speaker of turn 1')
  await user.click(screen.getByRole('link', { name: 'Jobs' }))
  expect(await screen.findByRole('heading', { name: 'Jobs' })).toBeTruthy()
})

it('shows the picture of a film, and plays it', async () => {
  picture = film
  open()
  const shown = await screen.findByLabelText('talk.wav')
  expect(shown.tagName).toBe('VIDEO')
  expect(shown.getAttribute('src')).toBe('/film.mp4')
  expect(document.querySelector('audio')).toBeNull()
})

it('has no key that means two things', () => {
  const context = { timeline: { selected: 0 }, letters: [...'abcdefghjklmnopqrstuvwxyz'] }
  expect(findConflicts(turnKeys, context as unknown as TurnContext)).toEqual([])
})
