import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, it } from 'vitest'

import { findConflicts, keysOf } from '../actions/types'
import type { Question, Scheme } from '../api/types'
import { ratingActions } from './ratingActions'
import type { RatingContext } from './ratingActions'
import { stopsOf } from './stops'
import type { Stop } from './stops'

const folder = path.resolve(import.meta.dirname, '../../../affect/presets')
const schemes = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const preset = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { scheme: Scheme }
    return [name, preset.scheme] as const
  })

const nothing = () => undefined

function contextAt(stop: Stop): RatingContext {
  return {
    player: { toggle: nothing } as unknown as RatingContext['player'],
    stop,
    answer: undefined,
    picked: null,
    locked: false,
    canUndoEdit: true,
    canUndoSubmit: true,
    setAnswer: nothing,
    pick: nothing,
    typed: (digit) => digit,
    retype: nothing,
    moveStop: nothing,
    moveOption: nothing,
    undoEdit: nothing,
    submit: nothing,
    skip: nothing,
    undoSubmit: nothing,
    help: nothing,
    guidelines: nothing,
  }
}

describe('keys of the rating page', () => {
  it.each(schemes)('%s: no two actions share a key on any question', (_name, scheme) => {
    for (const stop of stopsOf(scheme.questions)) {
      expect(findConflicts(ratingActions, contextAt(stop))).toEqual([])
    }
  })

  it.each(schemes)('%s: every label has a letter while there are letters', (_name, scheme) => {
    for (const stop of stopsOf(scheme.questions)) {
      if (stop.question.kind === 'scale' || stop.part === 'confidence') continue
      const action = ratingActions.find((candidate) => candidate.name === 'label')
      const letters = action ? keysOf(action, contextAt(stop)) : []
      expect(letters).toHaveLength(Math.min(21, stop.question.labels.length))
    }
  })

  it('reports two actions on one key', () => {
    const twice = [...ratingActions, ...ratingActions.filter((action) => action.name === 'help')]
    const question: Question = { id: 'q', kind: 'scale', text: 'Q', min: 1, max: 5 }
    const found = findConflicts(twice, contextAt({ question, part: 'value' }))
    expect(found.map((conflict) => conflict.key)).toEqual(['/', '?'])
  })
})
