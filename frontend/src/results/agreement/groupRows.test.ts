import { expect, it } from 'vitest'

import type { GroupsCompared } from '../../api/types'
import { groupRows, nameOfGrouping } from './groupRows'

const figure = (value: number | null, reason: string | null = null) => ({
  value,
  reason,
  low: value === null ? null : value - 0.1,
  high: value === null ? null : value + 0.1,
  n: 40,
})
const found = (changes: Partial<GroupsCompared>): GroupsCompared => ({
  question: 'emotion',
  kind: 'choice',
  text: 'How?',
  groupings: [{ id: 'rater-language', of: 'raters' }],
  by: 'rater-language',
  of: 'raters',
  fewest_raters: 3,
  fewest_units: 10,
  left_out: 0,
  groups: [
    {
      name: 'en',
      raters: 3,
      ratings: 72,
      within: figure(0.6),
      across: figure(0.3),
      association: figure(2),
    },
  ],
  ...changes,
})

it('sets agreement across beside that within, with the index', () => {
  const [row] = groupRows(found({}))
  expect(row).toMatchObject({ label: 'en', value: 0.6, before: 0.3 })
  expect(row?.detail).toContain('with others 0.30')
  expect(row?.detail).toContain('index 2.00')
})

it('says that a group is too small, and draws nothing for it', () => {
  const few = figure(null, '2 raters; at least 3 keep single answers private')
  const small = { name: 'pt', raters: 2, ratings: 9, within: few, across: few, association: few }
  const [row] = groupRows(found({ groups: [small] }))
  expect(row).toMatchObject({ value: null, before: null, reason: few.reason })
  expect(row?.detail).toBe('2 raters, 9 ratings')
})

it('has nothing across for groups of items, and nothing at all without a distance', () => {
  const one = {
    name: 'play',
    raters: 2,
    ratings: 24,
    within: figure(0.5),
    across: null,
    association: null,
  }
  const [row] = groupRows(found({ by: 'column:genre', of: 'items', groups: [one] }))
  expect(row?.detail).toBe('2 raters, 24 ratings')
  expect(row?.before).toBeNull()
  expect(groupRows(found({ groups: null }))).toEqual([])
})

it('names columns of a table by their own names', () => {
  expect(nameOfGrouping('column:genre')).toBe('column “genre”')
  expect(nameOfGrouping('speaker')).toBe('speaker')
})
