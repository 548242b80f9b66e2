import { describe, expect, it } from 'vitest'

import { findAction, findConflicts, keysOf } from '../../actions/types'
import type { Question } from '../../api/types'
import { kindOf } from '../../schemes/kinds/registry'
import { presetSchemes } from '../../testing/presets'
import { playKeyOf, ratingActions } from './ratingActions'
import type { RatingContext } from './ratingActions'
import { stopsOf } from './stops'
import type { Stop } from './stops'

const nothing = () => undefined

function contextAt(stop: Stop): RatingContext {
  return {
    player: { toggle: nothing } as unknown as RatingContext['player'],
    task: null,
    stop,
    answer: undefined,
    picked: null,
    locked: false,
    canUndoEdit: true,
    canRedoEdit: true,
    canUndoSubmit: true,
    setAnswer: nothing,
    pick: nothing,
    typed: (digit) => digit,
    retype: nothing,
    moveStop: nothing,
    moveOption: nothing,
    command: nothing,
    stepClip: nothing,
    zoom: nothing,
    toggleSpectrogram: nothing,
    undoEdit: nothing,
    redoEdit: nothing,
    submit: nothing,
    skip: nothing,
    undoSubmit: nothing,
    help: nothing,
    guidelines: nothing,
    pause: nothing,
    breakLater: nothing,
  }
}

describe('keys of the rating page', () => {
  it.each(presetSchemes)('%s: no two actions share a key on any question', (_name, scheme) => {
    for (const stop of stopsOf(scheme.questions)) {
      expect(findConflicts(ratingActions(scheme.questions), contextAt(stop))).toEqual([])
    }
  })

  it.each(presetSchemes)(
    '%s: every label has a letter while there are letters',
    (_name, scheme) => {
      for (const stop of stopsOf(scheme.questions)) {
        const kind = kindOf(stop.question)
        const { length } = kind.labels(stop.question)
        if (!('labels' in stop.question) || !kind.Widget || stop.part === 'confidence') continue
        const actions = ratingActions(scheme.questions)
        const action = actions.find(({ name }) => name === `${stop.question.kind}.label`)
        const letters = action ? keysOf(action, contextAt(stop)) : []
        expect(letters).toHaveLength(Math.min(21, length))
      }
    },
  )

  it.each(presetSchemes)('%s: the key beside Play is one that plays', (_name, scheme) => {
    const actions = ratingActions(scheme.questions)
    for (const stop of stopsOf(scheme.questions)) {
      const context = contextAt(stop)
      const key = playKeyOf(actions, context)
      if (key === null) throw new Error(`${stop.question.id} leaves no key to play`)
      expect(findAction(actions, context, key)?.name).toMatch(/^play$|\.listen$/)
      if (stop.question.kind === 'trace' && stop.part === 'value') expect(key).toBe('p')
    }
  })

  it('looks at the labels of a question once, however many keys are pressed', () => {
    let looked = 0
    const question = {
      id: 'q',
      kind: 'choice',
      text: 'Q',
      get labels() {
        looked += 1
        return [{ id: 'joy', text: 'Joy', key: 'j' }]
      },
    } as Question
    const actions = ratingActions([question])
    for (const key of ['j', 'k', 'ArrowDown', 'Enter', 'j']) {
      findAction(actions, contextAt({ question, part: 'value' }), key)
    }
    expect(looked).toBe(1)
  })

  it('reports two actions on one key', () => {
    const question: Question = { id: 'q', kind: 'scale', text: 'Q', min: 1, max: 5 }
    const actions = ratingActions([question])
    const twice = [...actions, ...actions.filter((action) => action.name === 'help')]
    const found = findConflicts(twice, contextAt({ question, part: 'value' }))
    expect(found.map((conflict) => conflict.key)).toEqual(['/', '?'])
  })
})
