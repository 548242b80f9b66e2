import { describe, expect, it } from 'vitest'

import { consequencesOf, rulesOf } from './rules'

describe('the rules of known items', () => {
  it('say when each role comes, and where policy and items do not fit', () => {
    const policy = {
      gold: { every: 10, attention_every: null, max_misses: 3 },
      training: { items: 4 },
    }
    const rules = rulesOf(policy, { gold: 2, quiz: 5 })
    expect(rules.map(({ role, marked, problem }) => [role, marked, problem])).toEqual([
      ['gold', 2, null],
      ['attention', 0, null],
      ['training', 0, 'lacking'],
      ['quiz', 5, 'unused'],
    ])
    expect(rules[0]?.when).toContain('10')
  })

  it('say what happens to raters who fail', () => {
    expect(consequencesOf({})).toEqual([])
    expect(consequencesOf({ gold: { every: 2, max_misses: 3 } })[0]).toContain('After 3 misses')
    expect(consequencesOf({ gold: { every: 2, max_misses: null } })[0]).toContain('Nobody')
  })
})
