import { describe, expect, it } from 'vitest'

import type { Disagreement, GivenToItem, Question } from '../../api/types'
import { m } from '../../i18n'
import { widthsOf } from './NeedPanel'
import { answersTable } from './answers/table'
import { changed, needLines, queryOf, ratingsNeeded } from './query'
import { tableOf } from './table'
import { isCareless, numbersOf, pointsOf, softLabel, votesOf } from './answers/votes'

const given = (value: unknown, careless: number | null = null, name: string | null = 'a') =>
  ({
    rating: 1,
    rater: 1,
    name,
    careless,
    answer: value === undefined ? { cannot_tell: true } : { value },
  }) as GivenToItem

describe('what an item needs', () => {
  const { more } = m.studio.explorer

  it('is what the button asks for, or says how many are asked for at a time', () => {
    expect(more(1, false, 1)).toBe('needs 1 more rater')
    expect(more(3, false, 3)).toBe('needs 3 more raters')
    expect(more(5, false, 3)).toBe('needs 5 more raters; 3 are asked for at a time')
  })

  it('is no number where the server counts no further', () => {
    expect(more(50, true, 3)).toBe('needs at least 50 more raters; 3 are asked for at a time')
  })
})

describe('the address', () => {
  it('says what is on show, and nonsense is left out', () => {
    const search = new URLSearchParams(
      'question=q&sort=gain&pair=a,b&why=careless&needs=true&target=0.5&page=3',
    )
    expect(queryOf(search)).toEqual({
      question: 'q',
      sort: 'gain',
      pair: 'a,b',
      why: 'careless',
      needs: true,
      target: 0.5,
      page: 3,
    })
    expect(queryOf(new URLSearchParams('why=tired&pair=a&needs=1&target=x&page=0'))).toEqual({})
  })

  it('begins at the first page when the list changes', () => {
    const search = new URLSearchParams('page=4&sort=gain&pair=a,b')
    expect(changed(search, 'sort', 'entropy').toString()).toBe('sort=entropy&pair=a%2Cb')
    expect(changed(search, 'page', '2').get('page')).toBe('2')
  })

  it('forgets filters of another question, whose labels are others', () => {
    const search = new URLSearchParams('question=a&sort=gain&pair=a,b&why=careless&target=0.5')
    expect(changed(search, 'question', 'b').toString()).toBe('question=b')
  })
})

describe('the need for raters', () => {
  const need = [
    { raters: 1, items: 4 },
    { raters: 2, items: 312 },
    { raters: 7, items: 2 },
    { raters: 40, items: 1 },
  ]

  it('is told in lines, those that need many in one', () => {
    expect(needLines(need)).toEqual([
      { raters: 1, items: 4, capped: false },
      { raters: 2, items: 312, capped: false },
      { raters: 6, items: 3, capped: true },
    ])
    expect(needLines([])).toEqual([])
  })

  it('is met a few raters at a time', () => {
    expect(ratingsNeeded(need)).toBe(4 + 624 + 9)
  })

  it('has widths that fit the scale, with the one in force', () => {
    expect(widthsOf({ kind: 'choice' } as Question, 0.55)).toContain(0.55)
    expect(widthsOf({ kind: 'scale', min: 1, max: 9 } as Question, 2)).toEqual([
      0.8, 1.2, 1.6, 2, 2.8,
    ])
  })
})

describe('answers', () => {
  it('are votes, whole or in parts; what is missing is none', () => {
    const votes = votesOf([
      given('joy'),
      given({ joy: 0.5, fear: 0.5, anger: 0 }),
      given(undefined),
    ])
    expect(votes.map(({ shares }) => shares)).toEqual([{ joy: 1 }, { joy: 0.5, fear: 0.5 }, null])
    expect(softLabel(votes)).toEqual({ joy: 0.75, fear: 0.25 })
    expect(softLabel(votesOf([given(undefined)]))).toBeNull()
  })

  it('are numbers and points where they are whole', () => {
    expect(numbersOf([given(0), given(undefined), given('x')]).map(({ value }) => value)).toEqual([
      0,
    ])
    const axes = { x: { id: 'valence' }, y: { id: 'arousal' } }
    const points = pointsOf(
      axes,
      [given({ valence: 0, arousal: 0.5 }), given({ valence: 1 })],
      ({ name }) => name ?? '?',
    )
    expect(points).toEqual([{ id: 'a', x: 0, y: 0.5 }])
  })

  it('are perhaps careless only where that is more likely than not', () => {
    expect([given('a', 0.6), given('a', 0.5), given('a')].map(isCareless)).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('the table', () => {
  it('has the figures and the answers in words', () => {
    const list = {
      measures: ['entropy', 'n'],
      labels: [],
      results: [
        {
          key: 'u1',
          n: 2,
          measures: { entropy: null, n: 2 },
          more: 3,
          why: 'ambiguous',
          answers: [given('joy'), given(undefined, null, null)],
        },
      ],
    } as unknown as Disagreement
    const question = { kind: 'choice', labels: [{ id: 'joy', text: 'Joy' }] } as unknown as Question
    const { head, rows } = tableOf(list, question)
    expect(head).toEqual(['item', 'n', 'entropy', 'more', 'why', 'answers'])
    expect(rows[0]?.slice(0, 5)).toEqual(['u1', 2, null, 3, 'ambiguous'])
    expect(rows[0]?.[5]).toMatch(/^a: Joy; rater unknown: /)
  })

  it('of one item has the parts of each vote; no vote is missing, and no part is 0', () => {
    const question = {
      id: 'felt',
      kind: 'distribution',
      labels: [{ id: 'joy' }, { id: 'fear' }],
    } as unknown as Question
    const { head, rows } = answersTable(question, [
      given({ joy: 1 }, 0.25),
      given(undefined, null, null),
    ])
    expect(head).toEqual(['rater', 'joy', 'fear', 'cannot_tell', 'careless'])
    expect(rows).toEqual([
      ['a', 1, 0, 0, 0.25],
      ['rater unknown', null, null, 1, null],
    ])
    const grid = {
      id: 'va',
      kind: 'grid',
      axes: [
        { id: 'valence', min: -1, max: 1 },
        { id: 'arousal', min: -1, max: 1 },
      ],
    } as unknown as Question
    expect(answersTable(grid, [given({ valence: 0 })]).rows).toEqual([['a', 0, null, 0, null]])
  })
})
