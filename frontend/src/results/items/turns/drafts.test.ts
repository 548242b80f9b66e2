import { describe, expect, it } from 'vitest'

import type { RecordedTurn } from '../../../api/types'
import { mergeNext, moveEdge, relabel, remove, split } from '../../../schemes/kinds/timeline/edits'
import {
  changedKeys,
  concerned,
  draftsOf,
  edited,
  intervalsOf,
  speakersOf,
  splitWords,
  wantedOf,
} from './drafts'
import type { DraftTurn, TurnInterval } from './drafts'

const limits = { seconds: 60, overlap: false, least: 0.1 }

function turn(id: number, start: number, end: number, part: Partial<RecordedTurn> = {}) {
  const fixed = {
    id,
    start_seconds: start,
    end_seconds: end,
    speaker: 'Ann',
    text: 'one two',
    words: [],
  }
  return { ...fixed, parents: [], items: [], ratings: 0, held: 0, ...part }
}

const turns: RecordedTurn[] = [
  turn(7, 0.50006, 4, { text: 'You came back from there' }),
  turn(8, 4.25, 6, { text: 'I said' }),
  turn(9, 5, 8, { speaker: 'Ben', text: 'Yes' }),
  turn(10, 9, 10, { speaker: null, text: null }),
]
const originals = draftsOf(turns)

/** The drafts after an edit of the timeline, as the page makes them. */
function after(
  before: readonly DraftTurn[],
  edit: (intervals: TurnInterval[]) => { intervals: readonly TurnInterval[] } | null,
) {
  let made = 0
  const done = edit(intervalsOf(before, true))
  if (!done) throw new Error('refused')
  return edited(before, done.intervals, originals, () => `new-${String((made += 1))}`)
}

describe('turns while they are corrected', () => {
  it('are sent as they came, an unknown speaker as null', () => {
    expect(wantedOf(originals)[0]?.start_seconds).toBe(0.50006)
    expect(wantedOf(originals)[3]).toEqual({
      start_seconds: 9,
      end_seconds: 10,
      speaker: null,
      text: null,
    })
    expect(speakersOf(originals, ['Cleo', 'Ben'])).toEqual(['Ann', 'Ben', '', 'Cleo'])
  })

  it('share out the words of a turn that is split, and lose none', () => {
    const found = after(originals, (all) => split(all, 0, 1.9, limits))
    expect(found.slice(0, 2)).toMatchObject([
      { key: '7', end: 1.9, text: 'You came' },
      { key: 'new-1', start: 1.9, end: 4, speaker: 'Ann', text: 'back from there' },
    ])
    expect(splitWords('', { time: 1, share: 0.5 })).toEqual(['', ''])
    expect(changedKeys(found, originals)).toEqual(new Set(['7', 'new-1']))
  })

  it('go by the times of the words where those are known', () => {
    const word = (text: string, start: number, end: number) => ({
      text,
      start_seconds: start,
      end_seconds: end,
    })
    const said = [word('you', 0.6, 0.8), word('CAME', 0.8, 1), word('there', 3.4, 3.9)]
    const split = { time: 3, share: 0.1 }
    expect(splitWords('You came back from there', split, said)).toEqual([
      'You came back from',
      'there',
    ])
    expect(splitWords('You came', split, said)).toEqual(['You came', ''])
    expect(splitWords('Other words', { time: 3, share: 0.5 }, said)).toEqual(['Other', 'words'])
  })

  it('join the words of turns that are merged; split and merged, it is the turn it was', () => {
    const merged = after(originals, (all) => mergeNext(all, 0))
    expect(merged[0]).toMatchObject({ key: '7', end: 6, text: 'You came back from there I said' })
    expect(merged).toHaveLength(3)
    const cut = after(originals, (all) => split(all, 0, 1.9, limits))
    const whole = after(cut, (all) => mergeNext(all, 0))
    expect(whole).toEqual(originals)
    expect(changedKeys(whole, originals).size).toBe(0)
  })

  it('forget nothing else when one is removed', () => {
    const found = after(originals, (all) => remove(all, 1))
    expect(found.map(({ key, text }) => [key, text])).toEqual([
      ['7', 'You came back from there'],
      ['9', 'Yes'],
      ['10', ''],
    ])
  })

  it('are the same again when an edge is back where it was', () => {
    const moved = after(originals, (all) => moveEdge(all, 0, 'start', 0.8, limits))
    expect(changedKeys(moved, originals)).toEqual(new Set(['7']))
    const back = after(moved, (all) => moveEdge(all, 0, 'start', 0.5001, limits))
    expect(back[0]?.start).toBe(0.50006)
    expect(changedKeys(back, originals).size).toBe(0)
  })

  it('take their speaker from the label that was changed, a new one from its lane', () => {
    const renamed = after(originals, (all) => relabel(all, 1, 'Ben'))
    expect(renamed[1]).toMatchObject({ key: '8', speaker: 'Ben' })
    const added = after(originals, (all) => ({
      intervals: [...all, { start: 20, end: 21, label: 'Ann', track: 'Ben' }],
    }))
    expect(added.at(-1)).toMatchObject({ key: 'new-1', speaker: 'Ben', text: '' })
  })

  it('name those that somebody answered or holds and that are cut anew', () => {
    const answered = [turn(1, 0, 1, { ratings: 2 }), turn(2, 1, 2), turn(3, 2, 3, { held: 1 })]
    expect(concerned(answered, [turn(2, 1, 2)]).map(({ id }) => id)).toEqual([1, 3])
    expect(concerned(answered, answered)).toEqual([])
  })
})
