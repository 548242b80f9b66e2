import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { RouterProvider, createMemoryRouter } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { Leaving, useLeaving } from './Leaving'
import { Shell } from './Shell'
import { SignOut } from './SignOut'
import { createQueryClient } from './queryClient'
import { RequireUser } from './session'

const ada = { id: 1, username: 'ada', name: 'Ada', role: 'admin' }
let out = 0
let broken = false

beforeEach(() => {
  out = 0
  broken = false
  vi.stubGlobal('fetch', (request: Request) => {
    if (request.method === 'DELETE') {
      if (broken) return Promise.reject(new TypeError('Failed to fetch'))
      out += 1
    }
    const body = { user: out > 0 ? null : ada, version: '1' }
    return Promise.resolve(new Response(JSON.stringify(body), { status: 200 }))
  })
})

function Edit() {
  const [text, setText] = useState('')
  const leaving = useLeaving(text !== '')
  return (
    <>
      <input
        aria-label="Text"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      <Leaving blocker={leaving} lost="The text is not saved." />
    </>
  )
}

function open(path: string) {
  const shell = (
    <RequireUser>
      <Shell />
    </RequireUser>
  )
  const router = createMemoryRouter(
    [
      { path: '/', element: shell, children: [{ path: 'edit', element: <Edit /> }] },
      { path: '/signout', element: <SignOut /> },
      { path: '/signin', element: <h1>Who are you?</h1> },
    ],
    { initialEntries: [path] },
  )
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return router
}

const leave = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Sign out' }))
}

describe('signing out', () => {
  it('asks first where something is not saved', async () => {
    const router = open('/edit')
    await userEvent.type(await screen.findByLabelText('Text'), 'a')
    await leave()
    await screen.findByText('The text is not saved.')
    await userEvent.click(screen.getByRole('button', { name: 'Stay here' }))
    expect(out).toBe(0)
    expect(screen.getByLabelText('Text')).toHaveProperty('value', 'a')
    await leave()
    await userEvent.click(await screen.findByRole('button', { name: 'Leave' }))
    await screen.findByText('Who are you?')
    expect(out).toBe(1)
    // Who signs in again comes back to where they were.
    expect(router.state.location.state).toEqual({ from: '/edit' })
  })

  it('says when it did not work, and offers it again', async () => {
    broken = true
    open('/edit')
    await leave()
    const again = await screen.findByRole('button', { name: /again/i })
    broken = false
    await userEvent.click(again)
    await screen.findByText('Who are you?')
  })

  it('is no address that signs people out', async () => {
    const router = open('/signout')
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/')
    })
    expect(out).toBe(0)
  })
})
