import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { RouterProvider, createMemoryRouter } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { createQueryClient } from './queryClient'
import { routes } from './routes'

const mika = { id: 7, username: 'mika', name: 'Mika Sund', role: 'annotator' }
const work = {
  slug: 'kitchen',
  title: 'Kitchen talks',
  description: '',
  content_warning: 'Quarrels',
  state: 'open',
  submitted: 6,
  remaining: 9,
  total: 12,
  seconds_per_item: 20,
  has_draft: false,
}
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

beforeEach(() => {
  let user: unknown = null
  document.cookie = 'csrftoken=from-the-server'
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname
    if (path === '/api/work/') return json(200, [work])
    if (path !== '/api/session/') return json(200, [])
    if (request.method === 'POST') {
      expect(request.headers.get('X-CSRFToken')).toBe('from-the-server')
      const given = (await request.json()) as { password: string }
      if (given.password !== 'right') return json(400, { message: 'no', extra: {} })
      user = mika
    }
    return json(200, { user, version: '0.1.0' })
  })
})

function openAt(path: string) {
  const router = createMemoryRouter(routes, { initialEntries: [path] })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return router
}

async function signIn(password: string) {
  await userEvent.type(await screen.findByLabelText('User name'), 'mika')
  await userEvent.type(screen.getByLabelText('Password'), password)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('signing in', () => {
  it('says that name and password do not match', async () => {
    openAt('/signin')
    await signIn('wrong')
    await screen.findByText(/User name or password is not right/)
  })

  it('goes on to where the person was going', async () => {
    const router = openAt('/work')
    await signIn('right')
    await screen.findByText('Kitchen talks')
    expect(router.state.location.pathname).toBe('/work')
    expect(screen.getByText('about 3 to 5 min at your pace')).toBeTruthy()
    expect(screen.getByRole('link', { name: /Continue/ }).getAttribute('href')).toBe(
      '/rate/kitchen',
    )
  })

  it('shows a rater nothing of research and administration', async () => {
    openAt('/projects')
    await signIn('right')
    await screen.findByText('This page is for other roles')
    expect(screen.queryByRole('link', { name: 'Users' })).toBeNull()
    expect(screen.queryByRole('link', { name: 'Projects' })).toBeNull()
  })

  it('has a way out of an address that does not exist', async () => {
    openAt('/nowhere')
    await signIn('right')
    await screen.findByText('There is no such page')
    expect(screen.getByRole('link', { name: 'Go to the start' })).toBeTruthy()
  })
})
