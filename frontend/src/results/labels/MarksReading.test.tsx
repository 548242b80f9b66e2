import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'

import type { MarksOfItem, Question, QuestionDistribution } from '../../api/types'
import { markRowsHeight, pictureSize } from '../plots/Marks'
import { MarksReading } from './MarksReading'

const labels = [
  { id: 'laugh', text: 'Laughter', key: 'l' },
  { id: 'sigh', text: 'Sigh', key: 's' },
]

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function open(kind: 'timeline' | 'regions', raters: MarksOfItem['raters']) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(new URL(request.url).pathname)
    const tracks = kind === 'timeline' ? [{ id: 'voice', text: 'Voice' }] : []
    const found = {
      item: 7,
      key: 'talk',
      question: 'q',
      text: 'When?',
      tracks,
      media: null,
      raters,
    }
    return Promise.resolve(new Response(JSON.stringify(found)))
  })
  const question = { id: 'q', kind, text: 'When?', labels } as unknown as Question
  const parts = { labels: [], items: [{ item: 7, key: 'talk', n: 2 }] }
  const distribution = { id: 'q', kind, text: 'When?', parts } as unknown as QuestionDistribution
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <MarksReading slug="kitchen" distribution={distribution} question={question} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

async function rows() {
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Show as table' }))
  const [, ...found] = within(screen.getByRole('table')).getAllByRole('row')
  return found.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  )
}

it('lays the intervals of raters over time, with who marked them', async () => {
  const mark = { label: 'laugh', track: 'voice', start: 0.5, end: 2 }
  const asked = open('timeline', [
    { rater: 1, name: 'ana', marks: [mark, { ...mark, label: 'sigh', start: 3, end: 4.25 }] },
    { rater: null, name: null, marks: [] },
  ])
  expect(await rows()).toEqual([
    ['Laughter', '0.500', '2', 'ana', 'voice'],
    ['Sigh', '3', '4.250', 'ana', 'voice'],
  ])
  expect(asked).toEqual(['/api/projects/kitchen/items/7/marks/q/'])
  const legend = screen.getAllByRole('listitem').map((one) => one.textContent)
  expect(legend).toEqual(['Laughter', 'Sigh'])
})

it('lays boxes over the picture, in the colours of their raters', async () => {
  const box = { label: 'laugh', track: null, x: 0.1, y: 0.2, width: 0.5, height: 0.25 }
  open('regions', [
    { rater: 1, name: 'ana', marks: [box] },
    { rater: null, name: null, marks: [{ ...box, x: 0.3 }] },
  ])
  expect(await rows()).toEqual([
    ['Laughter', '0.100', '0.200', '0.500', '0.250', 'ana'],
    ['Laughter', '0.300', '0.200', '0.500', '0.250', 'Rater 2'],
  ])
  const swatches = [...document.querySelectorAll<HTMLElement>('li span')]
  expect(new Set(swatches.map(({ style }) => style.background)).size).toBe(2)
})

it('leaves a row for a rater who marked nothing, and no picture higher than a screen', () => {
  const row = (id: string) => ({ id, text: id, marks: [] })
  const one = [{ id: 'a', text: 'A', rows: [row('1'), row('2')] }]
  const group = { id: 'b', text: 'B', rows: [row('1')] }
  expect(markRowsHeight([...one, group])).toBeGreaterThan(markRowsHeight(one) + 22)
  expect(pictureSize(1000, 2).height).toBe(460)
  expect(pictureSize(300, 2)).toEqual({ width: 300, height: 150 })
})
