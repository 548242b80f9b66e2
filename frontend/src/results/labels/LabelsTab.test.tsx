import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Outlet, Route, Routes } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { QuestionDistribution } from '../../api/types'
import { LabelsTab } from './LabelsTab'

const facts = { text: '', n_ratings: 20, n_items: 5, cannot_tell: 0 }
const label = (id: string, count: number, share: number, mean: number | null = null) => ({
  id,
  text: id,
  count,
  share,
  mean,
})

let questions: QuestionDistribution[] = []

beforeEach(() => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(JSON.stringify({ questions }), { status: 200 })),
  )
})

function open(...read: QuestionDistribution[]) {
  questions = read
  const project = { slug: 'kitchen', scheme: { name: 's', title: 'S', questions: [] } }
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <Routes>
            <Route element={<Outlet context={project} />}>
              <Route index element={<LabelsTab />} />
            </Route>
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return userEvent.setup()
}

async function rowsOf(user: ReturnType<typeof userEvent.setup>): Promise<string[][]> {
  await user.click(await screen.findByRole('button', { name: 'Show as table' }))
  const [, ...rows] = within(screen.getByRole('table')).getAllByRole('row')
  return rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  )
}

describe('readings', () => {
  it('give preferences with their interval', async () => {
    const user = open({
      ...facts,
      id: 'ab',
      kind: 'pair',
      labels: [label('first', 14, 0.7), label('second', 6, 0.3)],
    })
    // Wilson's interval of 14 in 20, and of 6 in 20.
    expect(await rowsOf(user)).toEqual([
      ['first', '14', '0.700', '0.481', '0.855'],
      ['second', '6', '0.300', '0.145', '0.519'],
    ])
  })

  it('put the best system first, with its interval over items', async () => {
    const score = (system: string, value: number | null, reason: string | null = null) => ({
      system,
      measure: 'strength' as const,
      n: 8,
      items: 4,
      value,
      low: value === null ? null : value - 1,
      high: value === null ? null : value + 1,
      drawn_low: value === null ? null : value - 2,
      drawn_high: value === null ? null : value + 2,
      reason,
    })
    const user = open({
      ...facts,
      id: 'ab',
      kind: 'pair',
      systems: [score('b', -1.5), score('a', 1.5)],
    })
    const rows = await rowsOf(user)
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['a', '1.500', '-0.500', '3.500'],
      ['b', '-1.500', '-3.500', '0.500'],
    ])
  })

  it('say why there are no strengths', async () => {
    const none = {
      system: 'a',
      measure: 'strength' as const,
      n: 1,
      items: 1,
      value: null,
      low: null,
      high: null,
      drawn_low: null,
      drawn_high: null,
      reason: 'they never met',
    }
    open({ ...facts, id: 'ab', kind: 'pair', systems: [none] })
    await screen.findByText('No strengths: they never met.')
  })

  it('put the best rank first, and a label that nobody ranked last without a number', async () => {
    const user = open({
      ...facts,
      id: 'rank',
      kind: 'rank',
      labels: [label('b', 20, 0.2, 2.5), label('never', 0, 0, null), label('a', 20, 0.8, 1.5)],
    })
    expect((await rowsOf(user)).map(([name, mean]) => [name, mean])).toEqual([
      ['a', '1.500'],
      ['b', '2.500'],
      ['never', '–'],
    ])
  })

  it('tell the unit of what was marked, and name tracks only where there are several', async () => {
    open({
      ...facts,
      id: 'when',
      kind: 'timeline',
      text: 'When?',
      parts: {
        unit: 'seconds',
        per_rating: 1.5,
        labels: [{ id: 'joy', text: 'Joy', track: 'main', count: 3, ratings: 2, total: 7.25 }],
      },
    })
    expect(await screen.findByText(/Seconds marked, and how often, 1.5 a rating/)).toBeTruthy()
    expect(screen.queryByText(/Joy, main/)).toBeNull()
  })

  it('show what was written, newest first', async () => {
    open({
      ...facts,
      id: 'why',
      kind: 'text',
      texts: {
        mean_characters: 9,
        lengths: [{ from: 0, to: 10, count: 2 }],
        latest: [
          { item: 2, key: 'k#2', text: 'Quietly sad' },
          { item: 1, key: 'k#1', text: 'Glad' },
        ],
      },
    })
    const texts = (await screen.findAllByRole('listitem')).map((row) => row.textContent)
    expect(texts).toEqual(['Quietly sadk#2', 'Gladk#1'])
  })

  it('leave out a question that nobody answered', async () => {
    open({ ...facts, n_ratings: 0, id: 'none', kind: 'choice', labels: [label('a', 0, 0)] })
    expect(await screen.findByText('No answers to show yet')).toBeTruthy()
  })
})
