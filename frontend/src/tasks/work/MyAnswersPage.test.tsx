import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { expect, it } from 'vitest'

import { scheme, startFakeServer } from '../../testing/fakeServer'
import { MyAnswersPage } from './MyAnswersPage'

const row = {
  assignment_id: 100,
  item: 'k#0',
  transcript: 'Sentence 0.',
  submitted_at: '2026-11-21T10:00:00Z',
  revision: 1,
  scheme_version: 2,
  answers: { emotion: { value: { anger: 0.6, sadness: 0.4 } }, arousal: { cannot_tell: true } },
  can_change: true,
}

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={['/answers/kitchen']}>
          <Routes>
            <Route path="/answers/:slug" element={<MyAnswersPage />} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

it('shows own answers under the words of their questions, to change while the project allows', async () => {
  const server = startFakeServer()
  const quiz = { ...row, item: 'k#1', scheme_version: 1, can_change: false }
  server.mine = {
    title: 'Kitchen talks',
    state: 'open',
    count: 2,
    version: 2,
    schemes: { '1': scheme, '2': { ...scheme, version: 2 } },
    ratings: [row, quiz],
  }
  show()
  expect(await screen.findAllByText('How does the speaker feel?')).toHaveLength(2)
  expect(screen.getAllByText(/Anger 60%, Sadness 40%/)).toHaveLength(2)
  expect(screen.getAllByText('cannot tell')).toHaveLength(2)
  expect(screen.getAllByRole('link', { name: 'Change' })).toHaveLength(1)
  expect(screen.getByText('answers version 1 of the questions')).toBeTruthy()
})

it('shows how own work goes above the answers, and agreement only where it is told', async () => {
  const server = startFakeServer()
  const figure = { value: 0.4, reason: null, low: 0.3, high: 0.5, n: 30 }
  server.mine = {
    title: 'Kitchen talks',
    state: 'open',
    count: 1,
    version: 1,
    schemes: { '1': scheme },
    ratings: [],
  }
  const own = {
    submitted: 30,
    seconds_per_item: 12,
    days: [],
    repeats: [],
    checks: null,
    agreement: null,
  }
  server.ownWork = own
  show()
  expect(await screen.findByText('You have answered 30 items, at about 12 s each.')).toBeTruthy()
  expect(screen.queryByText('You and the others')).toBeNull()
  cleanup()
  const question = { question: 'emotion', text: 'How does the speaker feel?', alpha: 0.5, figure }
  const computed_at = '2026-11-21T00:00:00Z'
  server.ownWork = { ...own, agreement: { computed_at, questions: [question] } }
  show()
  expect(await screen.findByRole('heading', { name: 'You and the others' })).toBeTruthy()
})

it('tells of a fault above the answers, which are there', async () => {
  const server = startFakeServer()
  server.ownWork = 'fails'
  server.mine = {
    title: 'Kitchen talks',
    state: 'open',
    count: 1,
    version: 2,
    schemes: { '1': scheme, '2': { ...scheme, version: 2 } },
    ratings: [row],
  }
  show()
  expect((await screen.findByRole('alert')).textContent).toContain('The server failed (status 500)')
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  expect(screen.getByText(/Anger 60%, Sadness 40%/)).toBeTruthy()
})
