import { describe, expect, it } from 'vitest'

import type { ProjectProgress } from '../api/types'
import { attention, median } from './attention'

const now = Date.parse('2026-11-21T12:00:00Z')
const rater = (username: string, pace: number | null, last: string | null) => ({
  rater: 1,
  username,
  submitted: 10,
  seconds_per_item: pace,
  last_at: last,
})
const counts = { items: 10, complete: 2, ratings: 30, wanted: 50, skipped: 0 }
const progress = (per_rater: ProjectProgress['per_rater'], items = {}): ProjectProgress => ({
  items,
  per_rater,
  per_day: [],
})

describe('attention', () => {
  it('names a rater who is far faster than the median', () => {
    const today = '2026-11-21T10:00:00Z'
    const found = attention(
      { counts },
      progress([rater('mika', 20, today), rater('tove', 24, today), rater('leo', 4, today)]),
      now,
    )
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('leo takes 4.0 s')
  })

  it('does not call one of two raters fast', () => {
    expect(
      attention({ counts }, progress([rater('a', 20, null), rater('b', 2, null)]), now),
    ).toEqual([])
  })

  it('names a rater who stayed away while items are open', () => {
    const away = progress([rater('sam', 20, '2026-11-10T12:00:00Z')])
    expect(attention({ counts }, away, now)[0]).toContain('11 days')
    expect(attention({ counts: { ...counts, complete: 10 } }, away, now)).toEqual([])
  })

  it('counts unrated and skipped items', () => {
    const found = attention({ counts: { ...counts, skipped: 1 } }, progress([], { 0: 3 }), now)
    expect(found).toEqual([
      '3 items have no rating yet.',
      '1 item was skipped, each with a reason.',
    ])
  })
})

describe('median', () => {
  it('is the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(median([])).toBeNull()
  })
})
