import { describe, expect, it } from 'vitest'

import type { Answers, Question, RatersAnswer } from '../../api/types'
import { isTakeable, linesOf, neighboursOf, problemsOf, sharesOf } from './beside'

const labels = [
  { id: 'anger', text: 'Anger' },
  { id: 'fear', text: 'Fear' },
]
const choice: Question = { id: 'q', kind: 'choice', text: 'Which?', labels }
const shares: Question = { id: 'q', kind: 'distribution', text: 'Shares?', labels }
const given = (rater: string, answers: Answers): RatersAnswer => ({
  rater,
  answers,
  scheme_version: 1,
  revision: 1,
  assisted: 'blind',
  submitted_at: null,
  earlier: [],
})

describe('the soft label of all answers', () => {
  it('counts each rater who gave one once', () => {
    const all = [
      given('A', { q: { value: 'anger' } }),
      given('B', { q: { value: 'fear' } }),
      given('C', { q: { cannot_tell: true } }),
      given('D', {}),
    ]
    expect(sharesOf(choice, all)).toEqual({ anger: 0.5, fear: 0.5 })
  })

  it('is the mean of shares, and null where nobody gave any', () => {
    const all = [
      given('A', { q: { value: { anger: 1 } } }),
      given('B', { q: { value: { anger: 0.5, fear: 0.5 } } }),
    ]
    expect(sharesOf(shares, all)).toEqual({ anger: 0.75, fear: 0.25 })
    expect(sharesOf(shares, [given('A', {})])).toBeNull()
  })
})

describe('a decision', () => {
  it('may leave questions open, and names what is wrong with those it answers', () => {
    const scale: Question = { id: 's', kind: 'scale', text: 'How?', min: 1, max: 5 }
    expect(problemsOf([choice, scale], { q: { value: 'anger' } })).toEqual({})
    expect(Object.keys(problemsOf([choice, scale], { s: { value: 9 } }))).toEqual(['s'])
  })

  it('takes over answers that fit the question as it is asked now', () => {
    expect(isTakeable(choice, { value: 'fear' })).toBe(true)
    expect(isTakeable(choice, { value: 'joy' })).toBe(false)
    expect(isTakeable(null, { value: 'fear' })).toBe(false)
    expect(isTakeable(choice, undefined)).toBe(false)
  })
})

describe('traces', () => {
  it('give a line for each rater who drew one', () => {
    const value = { seconds: 2, times: [0, 1], values: { valence: [0.1, 0.2] }, device: 'mouse' }
    const all = [given('A', { q: { value } as never }), given('B', {})]
    expect(linesOf('q', 'valence', all)).toEqual([{ id: 'A', times: [0, 1], values: [0.1, 0.2] }])
  })
})

describe('the items around one', () => {
  it('are those of the list', () => {
    expect(neighboursOf([5, 6, 7], 6, null)).toEqual({ previous: 5, next: 7, place: 2 })
    expect(neighboursOf([5, 6, 7], 7, 2)).toEqual({ previous: 6, next: null, place: 3 })
  })

  it('go on where an item stood that has left the list', () => {
    expect(neighboursOf([5, 7], 6, 1)).toEqual({ previous: 5, next: 7, place: null })
    expect(neighboursOf([5], 6, 1)).toEqual({ previous: 5, next: null, place: null })
  })
})
