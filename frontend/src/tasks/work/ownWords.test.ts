import { describe, expect, it } from 'vitest'

import type { OwnWork } from '../../api/types'
import { ownWords } from './ownWords'

const figure = { value: null, reason: 'rated nothing twice', low: null, high: null, n: 0 }
const work = (changes: Partial<OwnWork>): OwnWork => ({
  submitted: 12,
  seconds_per_item: 9.5,
  days: [],
  repeats: [],
  checks: null,
  agreement: null,
  ...changes,
})
const repeats = (pairs: number, same: number) => [
  { question: 'emotion', text: 'How?', units: pairs, pairs, same, consistency: figure },
]
const day = (date: string, answers: number, median_seconds: number | null) => ({
  day: date,
  answers,
  median_seconds,
})

describe('own words', () => {
  it('tell the pace where it is known', () => {
    expect(ownWords(work({}))).toEqual(['You have answered 12 items, at about 9.5 s each.'])
    expect(ownWords(work({ submitted: 1, seconds_per_item: null }))).toEqual([
      'You have answered 1 item.',
    ])
    expect(ownWords(work({ submitted: 0 }))).toEqual([])
  })

  it('compare days only where both have some answers and a time', () => {
    const few = [day('2026-11-01', 4, 20), day('2026-11-02', 30, 9)]
    expect(ownWords(work({ days: few }))).toHaveLength(1)
    const untimed = [day('2026-11-01', 40, null), day('2026-11-02', 30, 9)]
    expect(ownWords(work({ days: untimed }))).toHaveLength(1)
    const both = [day('2026-11-01', 40, 20), day('2026-11-02', 30, 9)]
    expect(ownWords(work({ days: both }))[1]).toContain('about 20 s, on your last about 9.0 s')
  })

  it('tell of repeats only who was asked twice', () => {
    expect(ownWords(work({ repeats: repeats(0, 0) }))).toHaveLength(1)
    const [, told, kindly] = ownWords(work({ repeats: repeats(6, 5) }))
    expect(told).toBe(
      'How? You were asked 6 times about something that you had answered before, and gave the same answer 5 times.',
    )
    expect(kindly).toContain('few people repeat')
    expect(ownWords(work({ repeats: repeats(1, 0) }))[1]).toContain('asked once')
  })

  it('tell of checks as a number, and up to when', () => {
    const seen = { seen: 4, correct: 3, until: '2026-11-02T00:00:00Z' }
    expect(ownWords(work({ checks: seen }))[1]).toBe(
      'Of 4 checks among your items you answered 3 as expected. Checks are counted up to yesterday (UTC).',
    )
    expect(ownWords(work({ checks: { seen: 0, correct: 0, until: null } }))[1]).toBe(
      'No check among your items is counted yet.',
    )
  })
})
