import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Withdrawable } from '../api/withdrawals'
import { WithdrawDialog } from './WithdrawDialog'

interface Asked {
  names: string[]
  only: string[]
  reason?: string
}

const ACCOUNT = { id: 'r1', known: 'account', ratings: 30, decisions: 2 }
const TABLE = { id: 'r2', known: 'table', ratings: 4, decisions: 0 }

let named: object[]
/** What was sent to be done. */
let done: Asked[]

function answered(path: string, asked: Asked): object {
  const taken = [ACCOUNT, TABLE].filter(
    ({ id }) => asked.only.length === 0 || asked.only.includes(id),
  )
  const ratings = taken.reduce((sum, one) => sum + one.ratings, 0)
  const plan = { items: 0, ratings, raters: taken.length, recordings: 0, releases: [], named }
  if (path.endsWith('/plan/')) return { ...plan, projects: ['talks'] }
  done.push(asked)
  return { ...plan, kind: 'rater', reason: asked.reason, at: '2026-03-01T10:00:00Z', releases: [] }
}

beforeEach(() => {
  named = [ACCOUNT, TABLE]
  done = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const found = answered(new URL(request.url).pathname, (await request.json()) as Asked)
    return new Response(JSON.stringify(found), {
      status: 200,
      headers: { 'content-type': 'application/json' },
    })
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

function open(more: Partial<Withdrawable> = {}) {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <Notifications />
        <WithdrawDialog
          what={{ kind: 'rater', project: 'talks', name: 'ann', shown: 'ann', ...more }}
          onClose={vi.fn()}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

function confirm() {
  fireEvent.click(screen.getByLabelText('Somebody asked for it'))
  fireEvent.change(screen.getByLabelText('Type ann to confirm'), { target: { value: 'ann' } })
}

const act = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Withdraw for good' })
const of = (who: RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name: who })

describe('people of one name', () => {
  it('are told apart, and nothing goes before one is chosen', async () => {
    open()
    await screen.findByText('2 people are called ann here')
    expect(of(/An account with this user name, 30 ratings, 2 decisions/).checked).toBe(false)
    confirm()
    expect(act().disabled).toBe(true)
    expect(screen.queryByText(/ratings? goe?s?, in talks/)).toBeNull()
    fireEvent.click(of(/A name in an imported table, 4 ratings$/))
    await screen.findByText('4 ratings go, in talks.')
    await waitFor(() => {
      expect(act().disabled).toBe(false)
    })
    fireEvent.click(act())
    await waitFor(() => {
      expect(done.map(({ only }) => only)).toEqual([['r2']])
    })
  })

  it('are chosen already where the page is of one of them', async () => {
    open({ only: ['r1'] })
    await screen.findByText('30 ratings go, in talks.')
    expect(of(/An account/).checked).toBe(true)
    expect(of(/imported table/).checked).toBe(false)
  })

  it('are no question where there is one', async () => {
    named = [TABLE]
    open()
    await screen.findByText('34 ratings go, in talks.')
    expect(screen.queryByRole('checkbox')).toBeNull()
    confirm()
    expect(act().disabled).toBe(false)
  })
})
