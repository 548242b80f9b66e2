/** The rating page as a rater has it, with a scheme of the test. */
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes } from 'react-router'

import type { Answers, Question, Task } from '../api/types'
import { RatingPage } from '../tasks/RatingPage'
import { startFakeServer } from './fakeServer'
import type { FakeServer } from './fakeServer'

const user = { id: 7, username: 'mika', name: 'Mika', role: 'annotator' as const }

export function renderRating() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={['/rate/kitchen']}>
          <Routes>
            <Route path="/rate/:slug" element={<RatingPage user={user} />} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

/** Opens the first item with these questions, the first of which is marked. */
export async function ask(questions: Question[], item: Partial<Task> = {}): Promise<FakeServer> {
  const server = startFakeServer()
  server.scheme = { name: 'test', title: 'Test', version: 1, questions }
  server.item = item
  renderRating()
  await screen.findByText(/item 1 of 3/)
  return server
}

export const keyboard = (keys: string) => userEvent.keyboard(keys)

/** Submits and returns what the server got; null when the page kept it back. */
export async function submitted(server: FakeServer): Promise<Answers | null> {
  await keyboard('{Enter}')
  // What is missing is shown at once; an answer is kept in the browser before it is sent.
  if (document.querySelector('[data-problem]')) return null
  await screen.findByText(/item 2 of 3/)
  return server.ratings.at(-1)?.body.answers ?? null
}

export function problem(): string {
  return document.querySelector('[aria-live="assertive"]')?.textContent ?? ''
}
