import { describe, expect, it } from 'vitest'

import type { Recipe, TableLook } from '../../api/imports'
import {
  draftOf,
  draftOfRecipe,
  examples,
  isOdd,
  nameTwice,
  problemsOf,
  readingOf,
  recipeName,
} from './reading'

const look: TableLook = {
  name: 'rated.csv',
  encoding: '',
  files: [{ upload_id: 'u', name: 'rated.csv', lacks: [], more: [], problem: '' }],
  names: ['clip', 'mood', '#3'],
  rows: [
    ['a', 'joy', null],
    ['b', 'joy', ['x']],
    ['c', 'fear', ''],
  ],
  proposal: {
    kind: 'ratings',
    guesses: [
      { field: 'item', reason: 'r' },
      { field: 'emotion', reason: 'r' },
      { field: '', reason: 'r' },
    ],
    unknown_raters: true,
    missing: ['-1'],
    header: true,
    joined: '',
    rater: '',
  },
  allowed: ['item', 'rater', 'emotion'],
  recipes: [],
}
const recipe: Recipe = {
  name: 'crowd',
  kind: 'ratings',
  columns: ['clip', 'mood', ''],
  updated_at: '2026-01-01T00:00:00Z',
  reading: {
    maps: ['rater=#3', 'emotion=mood', 'item={clip}-{mood}', 'arousal@*=a_*'],
    missing: ['NA'],
    values: ['happy=joy'],
    header: true,
    by_name: false,
    card: '',
    encoding: 'shift-jis',
  },
}

describe('what is said of a table', () => {
  it('begins with the guess and is read as it', () => {
    expect(readingOf(draftOf(look), look, 'ratings')).toEqual({
      maps: ['item=clip', 'emotion=mood', 'rater=-'],
      missing: ['-1'],
      values: [],
      header: true,
      by_name: false,
      card: '',
      encoding: '',
    })
  })

  it('joins columns where the guess says that ids begin anew', () => {
    const joined = { ...look, proposal: { ...look.proposal, joined: '{split}-{id}' } }
    expect(draftOf(joined).more).toEqual(['item={split}-{id}'])
  })

  it('takes raters from the names of files where the guess says so', () => {
    const proposal = { ...look.proposal, rater: '@file', unknown_raters: false }
    const draft = draftOf({ ...look, proposal })
    expect(draft.more).toEqual(['rater=@file'])
    expect(problemsOf(draft, 'ratings')).toEqual([])
  })

  it('adds what a recipe of the command reads by name', () => {
    const named = { ...look, names: ['item', 'mood', '#3'] }
    const said = { ...recipe, reading: { ...recipe.reading, maps: ['emotion=mood'] } }
    const kept = { ...said, reading: { ...said.reading, by_name: true } }
    expect(draftOfRecipe(named, said).fields).toEqual(['', 'emotion', ''])
    expect(draftOfRecipe(named, kept).fields).toEqual(['item', 'emotion', ''])
  })

  it('takes a recipe apart and puts it together again', () => {
    const draft = draftOfRecipe(look, recipe)
    expect(draft.fields).toEqual(['', 'emotion', 'rater'])
    expect(draft.more).toEqual(['item={clip}-{mood}', 'arousal@*=a_*'])
    expect(draft.unknownRaters).toBe(false)
    const again = readingOf(draft, look, 'ratings')
    expect([...again.maps].sort()).toEqual([...recipe.reading.maps].sort())
    expect(again.values).toEqual(['happy=joy'])
    expect(again.encoding).toBe('shift-jis')
  })

  it('keeps the encoding that a recipe says nothing of', () => {
    const plain = { ...recipe, reading: { ...recipe.reading, encoding: '' as const } }
    expect(draftOfRecipe({ ...look, encoding: 'gb18030' }, plain).encoding).toBe('gb18030')
  })

  it('names what is missing', () => {
    const draft = draftOf(look)
    expect(problemsOf(draft, 'ratings')).toEqual([])
    expect(problemsOf({ ...draft, unknownRaters: false }, 'ratings')).toEqual(['rater'])
    expect(problemsOf({ ...draft, fields: ['', 'emotion@x', ''] }, 'items')).toEqual(['item'])
    expect(problemsOf({ ...draft, fields: ['item', 'emotion', 'emotion'] }, 'ratings')).toEqual([
      'twice',
    ])
    expect(problemsOf(draft, 'predictions')).toEqual(['card'])
    expect(problemsOf({ ...draft, card: ' m ' }, 'predictions')).toEqual([])
    expect(
      problemsOf({ ...draft, unknownRaters: false, more: ['ratings.emotion=mood'] }, 'ratings'),
    ).toEqual([])
  })

  it('says whose predictions only of predictions', () => {
    const draft = { ...draftOf(look), card: ' wav2vec2 ' }
    expect(readingOf(draft, look, 'predictions').card).toBe('wav2vec2')
    expect(readingOf(draft, look, 'predictions').maps).not.toContain('rater=-')
    expect(readingOf(draft, look, 'ratings').card).toBe('')
  })
})

describe('several files', () => {
  it('are odd where they have other columns than the first, or are no tables', () => {
    const file = { upload_id: 'u', name: 'a.csv', lacks: [], more: [], problem: '' }
    expect(isOdd(file)).toBe(false)
    expect(isOdd({ ...file, lacks: ['mood'] })).toBe(true)
    expect(isOdd({ ...file, more: ['tone'] })).toBe(true)
    expect(isOdd({ ...file, problem: 'no table' })).toBe(true)
  })

  it('have names of their own', () => {
    expect(nameTwice(['a.csv', 'b.csv', 'a.csv'])).toBe('a.csv')
    expect(nameTwice(['a.csv', 'b.csv'])).toBeUndefined()
  })
})

describe('what is shown of a table', () => {
  it('is a few different values', () => {
    expect(examples(look.rows, 1)).toEqual(['joy', 'fear'])
    expect(examples(look.rows, 2)).toEqual(['["x"]'])
    expect(examples([], 0)).toEqual([])
  })

  it('is a name that a recipe may have', () => {
    expect(recipeName('crowd votes (1).csv')).toBe('crowd-votes-1-')
    expect(recipeName('.هذا')).toBe('table')
  })
})
