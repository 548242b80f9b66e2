import { describe, expect, it } from 'vitest'

import type { Task } from '../../../api/types'
import { edgesFor, spokenEdges } from './edges'

const said = (start: number, end: number) => ({ text: 'x', start_seconds: start, end_seconds: end })

describe('edges to snap to', () => {
  it('are those of words and of turns within the segment, on its clock', () => {
    const task = {
      media: { start_seconds: 10, end_seconds: 20 },
      words: [said(10.5, 11), said(11.25, 12)],
      context: {
        before: [{ start_seconds: 4, end_seconds: 10.5 }],
        after: [{ start_seconds: 19, end_seconds: 25 }],
      },
    } as unknown as Task
    expect(spokenEdges(task)).toEqual([0.5, 9, 0.5, 1, 1.25, 2])
    expect(spokenEdges(null)).toEqual([])
  })

  it('come with those of other intervals and the ends, in order', () => {
    const intervals = [
      { label: 'joy', start: 1, end: 2 },
      { label: 'joy', start: 3, end: 4 },
    ]
    expect(edgesFor([2.5], intervals, 1, 9)).toEqual([0, 1, 2, 2.5, 9])
  })
})
