import { describe, expect, it } from 'vitest'

import type { ModelComparison } from '../../api/types'
import { beats, modelCells, modelRows } from './rows'

type Metric = ModelComparison['metrics'][number]

function metric(better: 'lower' | 'higher', model: number | null, human: number | null): Metric {
  const figure = (value: number | null) => ({
    value,
    low: value,
    high: value,
    reason: value === null ? 'one value' : null,
  })
  return { name: 'JS', better, model: figure(model), human: figure(human) }
}

describe('a model beside one rater', () => {
  it('is nearer by less distance or by more agreement', () => {
    expect(beats(metric('lower', 0.1, 0.2))).toBe(true)
    expect(beats(metric('higher', 0.1, 0.2))).toBe(false)
    expect(beats(metric('lower', null, 0.2))).toBeNull()
    expect(beats(metric('lower', 0.2, 0.2))).toBeNull()
  })

  it('is drawn where one axis holds the metric, and is all in the table', () => {
    const found = {
      metrics: [metric('lower', 0.1, 0.2), metric('lower', 2.4, 1.1), metric('higher', null, 0.5)],
    } as ModelComparison
    expect(modelRows(found).map(({ value, before }) => [value, before])).toEqual([
      [0.1, 0.2],
      [null, 0.5],
    ])
    expect(modelCells(found)).toHaveLength(3)
    expect(modelCells(found)[2]).toEqual([
      'JS',
      'higher',
      null,
      null,
      null,
      0.5,
      0.5,
      0.5,
      'one value',
    ])
  })
})
