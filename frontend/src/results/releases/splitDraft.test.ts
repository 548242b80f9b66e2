import { describe, expect, it } from 'vitest'

import { draftOf, planOf, splitProblem, sumOf } from './splitDraft'
import type { SplitDraft } from './splitDraft'

const PLAN = {
  shares: [
    { name: 'train', share: 0.7 },
    { name: 'test', share: 0.3 },
  ],
  disjoint: ['speaker' as const],
  stratify: 'emotion',
  seed: 3,
  column: null,
}
const build = (changes: Partial<SplitDraft>): SplitDraft => ({ ...draftOf(PLAN), ...changes })
const shares = (...given: [string, number | null][]) =>
  given.map(([name, percent], id) => ({ id, name, percent }))

describe('a plan of splits as a form', () => {
  it('comes back as it was', () => {
    expect(planOf(draftOf(PLAN))).toEqual(PLAN)
    expect(planOf(draftOf(null))).toBeNull()
    const column = { ...PLAN, shares: [], column: 'fold' }
    expect(planOf(draftOf(column))).toEqual(column)
  })

  it('opens with the usual three, everything kept apart', () => {
    const draft = { ...draftOf(null), mode: 'build' as const }
    expect(draft.shares.map(({ name }) => name)).toEqual(['train', 'dev', 'test'])
    expect(draft.apart).toHaveLength(4)
    expect(splitProblem(draft)).toBeNull()
  })

  it.each([
    [shares(['train', 70], ['test', 20]), '90 %'],
    [shares(['train', 100], ['test', null]), 'more than 0 %'],
    [shares(['train', 50], ['train', 50]), 'called train'],
    [shares(['train', 50], ['', 50]), 'needs a name'],
    [shares(['train', 50], ['a b', 50]), '“a b”'],
  ])('says what is wrong', (given, said) => {
    expect(splitProblem(build({ shares: given }))).toContain(said)
  })

  it('does not ask for shares where a column has the splits', () => {
    expect(splitProblem(build({ mode: 'column', column: 'fold', shares: [] }))).toBeNull()
    expect(splitProblem(build({ mode: 'column', column: ' ' }))).toContain('Name the column')
  })

  it('sums thirds', () => {
    expect(sumOf(shares(['a', 33.333], ['b', 33.333], ['c', 33.334]))).toBe(100)
  })
})
