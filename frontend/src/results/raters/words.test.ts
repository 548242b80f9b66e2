import { describe, expect, it } from 'vitest'

import type { Figure, RaterCompared, RatersCompared } from '../../api/types'
import { en } from '../../i18n/en'
import { evenRange, oddsText } from './RaterPage'
import { apart, wordsOf } from './words'

const t = en.studio.comparing

function figure(value: number | null, reach = 0.1): Figure {
  return value === null
    ? { value, reason: 'rated nothing that others rated, too', low: null, high: null, n: 0 }
    : { value, reason: null, low: value - reach, high: value + reach, n: 40 }
}

const compared = {
  alpha: 0.5,
  columns: ['joy', 'fear', 'anger'].map((id) => ({ id, text: id })),
} as RatersCompared

function rater(own: Partial<RaterCompared>): RaterCompared {
  return { agreement: figure(0.5), without: figure(0.5), drift: figure(0), ...own } as RaterCompared
}

describe('a rater in words', () => {
  it('is like the others while the interval holds alpha', () => {
    expect(wordsOf(rater({}), compared)).toEqual([t.as, t.steady])
    expect(wordsOf(rater({ agreement: figure(0.39) }), compared)[0]).toBe(t.less)
    expect(wordsOf(rater({ agreement: figure(0.61) }), compared)[0]).toBe(t.more)
  })

  it('says why nothing can be said', () => {
    const words = wordsOf(rater({ agreement: figure(null) }), compared)
    expect(words).toEqual([t.unknown('rated nothing that others rated, too')])
  })

  it('names labels whose interval is on one side, the furthest first', () => {
    const bias = [figure(0.3), figure(0.05), figure(-0.9)]
    expect(wordsOf(rater({ bias }), compared).slice(1)).toEqual([
      t.readily('joy'),
      t.seldom('anger'),
    ])
    expect(apart([figure(0.2), figure(0.8), figure(null)], 1)).toEqual([1, 0])
  })

  it('tells severity in points, drift and what alpha would be', () => {
    const words = wordsOf(
      rater({ severity: [figure(-0.4)], drift: figure(-0.3), without: figure(0.56) }),
      { ...compared, columns: [] },
    )
    expect(words.slice(1)).toEqual([t.lower('0.40', t.it), t.tired, t.lifts('0.56', '0.50')])
  })

  it('speaks of carelessness only where there is much of it', () => {
    expect(wordsOf(rater({ careless: figure(0.19) }), compared)).toHaveLength(2)
    expect(wordsOf(rater({ careless: figure(0.4) }), compared)[1]).toBe(t.carelessly('40%'))
  })
})

describe('odds', () => {
  it('read as times and parts', () => {
    expect([0, 1, -2, 0.5].map(oddsText)).toEqual(['1×', '2×', '1/4', '1.4×'])
  })

  it('stand on an axis that goes as far to both sides', () => {
    const row = { id: 'a', text: 'a', value: -0.5, low: -3, high: 0.2, colour: '' }
    expect(evenRange([row], 1)).toEqual([-3, 3])
    expect(evenRange([], 1)).toEqual([-1, 1])
  })
})
