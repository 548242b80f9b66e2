import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Link, Outlet, RouterProvider, createMemoryRouter } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { scheme } from '../../testing/fakeServer'
import { KnownItemPage } from './KnownItemPage'

const shown = {
  project: { slug: 'kitchen', title: 'K', guidelines: '', content_warning: '' },
  scheme,
  item: 'k#1',
  media: null,
  clips: [],
  transcript: 'You came back.',
  speaker: null,
  fields: {},
  about: null,
  language: null,
  context: { before: [], after: [] },
}

let sent: unknown[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'PUT') {
      sent.push(JSON.parse(await request.text()))
      return new Response(JSON.stringify(sent.at(-1)), { status: 200 })
    }
    const known = { role: 'normal', expected: {}, explanation: '' }
    const body = request.url.endsWith('/known/') ? known : shown
    return new Response(JSON.stringify(body), { status: 200 })
  })
})

function Around() {
  return (
    <>
      <Link to="/work">Elsewhere</Link>
      <Outlet context={{ slug: 'kitchen', scheme }} />
    </>
  )
}

function open() {
  const pages = [
    { path: '/projects/:slug/checks/:id', element: <KnownItemPage /> },
    { path: '/projects/:slug/checks', element: <p>All checks</p> },
    { path: '/work', element: <p>My work</p> },
  ]
  const router = createMemoryRouter([{ element: <Around />, children: pages }], {
    initialEntries: ['/projects/kitchen/checks/7'],
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return userEvent.setup()
}

describe('an item with known answers', () => {
  it('is not saved before something is judged', async () => {
    const user = open()
    await user.click(await screen.findByRole('button', { name: 'Save' }))
    expect(screen.getByRole('alert').textContent).toContain('at least one question')
    expect(sent).toEqual([])
  })

  it('sends the labels of which the highest must be one, and a range', async () => {
    const user = open()
    const emotion = await screen.findByRole('group', { name: 'How does the speaker feel?' })
    const anger = within(emotion).getByLabelText(/Anger/)
    expect(anger.tabIndex).toBe(0)
    await user.click(anger)
    const arousal = screen.getByRole('group', { name: 'How activated?' })
    await user.type(within(arousal).getByLabelText('From'), '4')
    await user.type(screen.getByLabelText(/Feedback/), 'The voice is loud.')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('All checks')).toBeTruthy()
    expect(sent).toEqual([
      {
        role: 'gold',
        expected: { emotion: { any_of: ['anger'] }, arousal: { min: 4 } },
        explanation: 'The voice is loud.',
      },
    ])
  })

  it('asks before unsaved answers are left, and not where there are none', async () => {
    const user = open()
    await user.type(await screen.findByLabelText(/Feedback/), 'The voice is loud.')
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }))
    await screen.findByText(/are not saved/)
    await user.click(screen.getByRole('button', { name: 'Stay here' }))
    await user.clear(screen.getByLabelText(/Feedback/))
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }))
    await screen.findByText('My work')
  })
})
