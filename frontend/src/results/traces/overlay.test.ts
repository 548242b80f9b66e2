import { describe, expect, it } from 'vitest'

import type { TraceOverlay } from '../../api/types'
import { goldOf, linesOf, secondsOf } from './overlay'

const overlay = {
  dimensions: [{ id: 'valence' }, { id: 'arousal' }],
  rule: 'raaw',
  gold: [
    {
      dimension: 'arousal',
      times: [0, 1, 2],
      values: [0.1, null, 0.3],
      low: [0, null, null],
      high: [0.2, null, null],
      warnings: [],
    },
  ],
  traces: [
    {
      name: null,
      seconds: 2,
      weights: [1, 0.4],
      shifts: [0, 0.5],
      curves: [{ dimension: 'arousal', times: [0, 1], clock: [-0.5, 0.4], values: [0, 1] }],
    },
  ],
} as unknown as TraceOverlay

describe('traces over each other', () => {
  it('are drawn on the clock that the rule gives their dimension', () => {
    const [line] = linesOf(overlay, 'arousal', (place) => `rater ${String(place)}`)
    expect(line).toMatchObject({ id: 'rater 1', times: [-0.5, 0.4], shift: 0.5, weight: 0.4 })
    expect(linesOf(overlay, 'valence', String)).toEqual([])
  })

  it('make a curve with gaps where nobody has a value, and no band where one has', () => {
    expect(goldOf(overlay, 'arousal')).toEqual([
      { time: 0, mean: 0.1, low: 0, high: 0.2, n: 0 },
      { time: 2, mean: 0.3, low: null, high: null, n: 0 },
    ])
    expect(goldOf(overlay, 'valence')).toEqual([])
    expect(secondsOf(overlay)).toBe(2)
  })
})
