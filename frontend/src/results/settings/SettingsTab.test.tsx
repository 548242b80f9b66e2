import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Link, Outlet, RouterProvider, createMemoryRouter } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { queries } from '../../api/queries'
import type { ProjectDetail } from '../../api/types'
import { scheme } from '../../testing/fakeServer'
import { SettingsTab } from './SettingsTab'

const project: ProjectDetail = {
  slug: 'kitchen',
  title: 'Kitchen talks',
  description: '',
  guidelines: '',
  content_warning: '',
  state: 'open',
  preset: 'soft-turns',
  policy: { raters_per_item: 3, order: 'dialogue' },
  scheme,
  created_at: '2026-11-21T10:00:00Z',
  counts: { items: 10, complete: 0, ratings: 12, wanted: 30, skipped: 0 },
  members: [],
}

let sent: { method: string; body: unknown }[] = []
let refusal: unknown = null
/** The project as it stands on the server. */
let stands: ProjectDetail = project

beforeEach(() => {
  sent = []
  refusal = null
  stands = project
  vi.stubGlobal('fetch', async (request: Request) => {
    const text = await request.text()
    sent.push({ method: request.method, body: text ? JSON.parse(text) : null })
    if (request.method !== 'PATCH') {
      const body = request.url.endsWith('/projects/kitchen/') ? stands : []
      return new Response(JSON.stringify(body), { status: 200 })
    }
    if (refusal) return new Response(JSON.stringify(refusal), { status: 400 })
    return new Response(JSON.stringify(project), { status: 200 })
  })
})

/** Shows what the page knows of the project, as its layout does. */
function Project() {
  const { data } = useQuery({ ...queries.project('kitchen'), initialData: project })
  return (
    <>
      <Link to="/people">People</Link>
      <Outlet context={data} />
    </>
  )
}

function open(client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })) {
  const pages = [
    { index: true, element: <SettingsTab /> },
    { path: 'people', element: <h1>People</h1> },
  ]
  const router = createMemoryRouter([{ path: '/', element: <Project />, children: pages }])
  render(
    <MantineProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return userEvent.setup()
}

const patches = () => sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body)

describe('the settings of a project', () => {
  it('send what was changed and nothing else', async () => {
    const user = open()
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    await user.click(screen.getByLabelText(/Mix in items with known answers/))
    await user.clear(screen.getByLabelText('A gold item every'))
    await user.type(screen.getByLabelText('A gold item every'), '8')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(patches()).toEqual([
      { policy: { gold: { every: 8, attention_every: null, max_misses: 3 } } },
    ])
  })

  it('warn before a change that concerns answers that are there', async () => {
    const user = open()
    await user.click(screen.getByLabelText('Show the words'))
    expect(screen.getByText(/12 ratings were given with other things on show/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Discard' }))
    expect(screen.queryByText(/with other things on show/)).toBeNull()
  })

  it('stand beside the sentence with which the server refuses them', async () => {
    refusal = {
      message: 'The policy is not changed.',
      extra: { problems: [{ setting: 'extra_raters.question', message: 'no question ""' }] },
    }
    const user = open()
    await user.click(screen.getByLabelText(/Ask more raters where/))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('no question ""')).toBeTruthy()
  })

  it('ask before a link leads away from changes that are not saved', async () => {
    const user = open()
    await user.click(screen.getByLabelText('Show the words'))
    await user.click(screen.getByRole('link', { name: 'People' }))
    await user.click(await screen.findByRole('button', { name: 'Stay here' }))
    expect(screen.getByLabelText('Show the words')).toHaveProperty('checked', false)
    await user.click(screen.getByRole('button', { name: 'Discard' }))
    await user.click(screen.getByRole('link', { name: 'People' }))
    expect(await screen.findByRole('heading', { name: 'People' })).toBeTruthy()
  })

  it('pause the project', async () => {
    const user = open()
    await user.click(screen.getByLabelText('Paused'))
    expect(screen.getByText(/No new items are handed out/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(patches()).toEqual([{ state: 'paused' }])
  })

  it('take in what a colleague changes meanwhile, and send nothing of it back', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
    const user = open(client)
    await user.type(screen.getByLabelText('Title'), ', second round')
    stands = { ...project, guidelines: 'Trust the voice.', policy: { raters_per_item: 5 } }
    act(() => {
      client.setQueryData(queries.project('kitchen').queryKey, stands)
    })
    await waitFor(() => {
      expect(screen.getByLabelText('Raters per item')).toHaveProperty('value', '5')
    })
    expect(screen.getByText('1 setting changed, not saved yet')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => {
      expect(patches()).toEqual([{ title: 'Kitchen talks, second round' }])
    })
  })

  it('say so before they undo what a colleague changed, and only then do it', async () => {
    const user = open()
    await user.type(screen.getByLabelText('Title'), ' II')
    stands = { ...project, title: 'Talks in kitchens' }
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/Title.*saving it undoes/)
    expect(patches()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => {
      expect(patches()).toEqual([{ title: 'Kitchen talks II' }])
    })
  })

  it('are theirs again when mine are discarded', async () => {
    const user = open()
    await user.type(screen.getByLabelText('Title'), ' II')
    stands = { ...project, title: 'Talks in kitchens' }
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByRole('alert')
    await user.click(screen.getByRole('button', { name: 'Discard' }))
    expect(screen.getByLabelText('Title')).toHaveProperty('value', 'Talks in kitchens')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
