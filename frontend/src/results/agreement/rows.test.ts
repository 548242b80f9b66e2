import { describe, expect, it } from 'vitest'

import type { Agreement, LabelPairs, RaterCompared } from '../../api/types'
import { byAgreement, changeText, pairTable, statisticRows } from './rows'

const figure = (value: number | null) => ({ value, reason: null, low: null, high: null, n: 9 })

function agreement(value: number | null, before: number | null | undefined): Agreement {
  return {
    computed_at: '2026-03-02T10:00:00Z',
    input_hash: 'abc',
    questions: [
      {
        id: 'emotion',
        kind: 'choice',
        text: 'Emotion?',
        statistics: [
          {
            stat: 'alpha',
            level: 'nominal',
            value,
            reason: value === null ? 'why' : null,
            low: 0.4,
            high: 0.6,
            interval: 'bootstrap over units',
            units: 10,
            raters: 3,
            ratings: 30,
            single_rated_units: 2,
          },
        ],
        per_label: [],
        before:
          before === undefined
            ? null
            : {
                computed_at: '2026-03-01T23:00:00Z',
                values: [{ stat: 'alpha', level: 'nominal', value: before }],
              },
      },
    ],
  } as Agreement
}

describe('what changed', () => {
  it('is told from a hundredth on, with its sign', () => {
    expect(changeText(0.52, 0.5)).toBe('+0.02')
    expect(changeText(0.4, 0.5)).toBe('−0.10')
    expect(changeText(0.501, 0.5)).toBeNull()
    expect(changeText(null, 0.5)).toBeNull()
    expect(changeText(0.5, null)).toBeNull()
    expect(changeText(0.5, undefined)).toBeNull()
  })

  it('stands in the row with its day, and the earlier value as a dot', () => {
    const [found] = statisticRows(agreement(0.52, 0.5))
    expect(found?.row.before).toBe(0.5)
    expect(found?.row.change).toContain('+0.02')
    expect(found?.cells.slice(-2)).toEqual([0.5, '2026-03-01T23:00:00Z'])
  })

  it('is nothing where nothing stood before, and undefined keeps its reason', () => {
    const [found] = statisticRows(agreement(null, undefined))
    expect(found?.row.change).toBeNull()
    expect(found?.row.reason).toBe('why')
    expect(found?.cells.slice(-2)).toEqual([null, null])
  })
})

describe('a value without an interval', () => {
  it('says why there is none, where that is known', () => {
    const found = agreement(0.5, null)
    Object.assign(found.questions[0]?.statistics[0] ?? {}, {
      low: null,
      high: null,
      interval: 'none over raters: there are 2, and it takes 3',
    })
    expect(statisticRows(found)[0]?.row.detail).toMatch(
      /ratings · none over raters: there are 2, and it takes 3$/,
    )
    expect(statisticRows(agreement(0.5, null))[0]?.row.detail).toMatch(/ratings$/)
  })
})

describe('raters', () => {
  it('come with the least agreement first and the undefined last', () => {
    const raters = [figure(0.5), figure(null), figure(-0.1)].map(
      (one, rater) => ({ rater, name: String(rater), agreement: one }) as RaterCompared,
    )
    expect(byAgreement(raters).map(({ rater }) => rater)).toEqual([2, 0, 1])
  })
})

describe('pairs of labels', () => {
  const pairs = {
    columns: ['a', 'b', 'c'].map((id) => ({ id, text: id })),
    counts: [
      [4, 0, 1],
      [0, 0, 0],
      [1, 0, 2],
    ],
  } as unknown as LabelPairs

  it('keep the labels with most pairs in their order', () => {
    const table = pairTable(pairs, 2)
    expect(table?.labels.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(table?.count('a', 'c')).toBe(1)
    expect(table?.n).toBe(8)
  })

  it('are none for answers without labels', () => {
    expect(pairTable({ ...pairs, counts: null } as LabelPairs)).toBeNull()
  })
})
