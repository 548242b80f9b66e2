import { describe, expect, it } from 'vitest'

import {
  ownProblems,
  problemsAt,
  readKept,
  schemeReducer,
  settingOf,
  startEditing,
} from './editing'
import type { Body, Change, Editing } from './editing'
import { KINDS, SETTINGS, newQuestion } from './kinds'

const body: Body = {
  name: 'two',
  title: 'Two',
  questions: [
    {
      id: 'feeling',
      kind: 'choice',
      text: 'How?',
      labels: [
        { id: 'joy', text: 'Joy' },
        { id: 'anger', text: 'Anger' },
      ],
    },
    { id: 'also', kind: 'multi', text: 'And?', labels: [], secondary_of: 'feeling' },
    {
      id: 'sure',
      kind: 'scale',
      text: 'Sure?',
      min: 1,
      max: 5,
      show_when: { question: 'feeling', in: ['joy'] },
    },
  ],
}

const after = (changes: readonly Change[], state: Editing = startEditing(body)) =>
  changes.reduce(schemeReducer, state)
const ids = (state: Editing) => state.present.questions.map((question) => question.id)

describe('the scheme in the making', () => {
  it('moves, duplicates and deletes questions, and takes each step back', () => {
    const state = after([
      { type: 'move', from: 2, to: 0 },
      { type: 'duplicate', index: 1 },
      { type: 'remove', index: 0 },
    ])
    expect(ids(state)).toEqual(['feeling', 'feeling_2', 'also'])
    expect(state.open).toBe('feeling_2')
    const back = after([{ type: 'undo' }, { type: 'undo' }], state)
    expect(ids(back)).toEqual(['sure', 'feeling', 'also'])
    expect(ids(after([{ type: 'redo' }], back))).toEqual(['sure', 'feeling', 'feeling_2', 'also'])
    expect(ids(after([{ type: 'undo' }], back))).toEqual(['feeling', 'also', 'sure'])
  })

  it('leaves a question its dependents while the name of another passes through its own', () => {
    const typed = ['feeling', 'feeling_now'].map((id): Change => ({ type: 'rename', index: 1, id }))
    const state = after(typed)
    expect(ids(state)).toEqual(['feeling', 'feeling_now', 'sure'])
    expect(state.present.questions[2]?.['show_when']).toEqual({ question: 'feeling', in: ['joy'] })
  })

  it('takes typing in one field back in one step', () => {
    const typed = ['H', 'Ho', 'How so?'].map((value): Change => ({
      type: 'set',
      index: 0,
      name: 'text',
      value,
    }))
    const state = after([...typed, { type: 'set', index: 2, name: 'max', value: 7 }])
    expect(state.past).toHaveLength(2)
    expect(after([{ type: 'undo' }, { type: 'undo' }], state).present).toEqual(body)
  })

  it('lets those that depend on a question follow its new name', () => {
    const state = after([{ type: 'rename', index: 0, id: 'emotion' }])
    expect(state.present.questions[1]?.['secondary_of']).toBe('emotion')
    expect(state.present.questions[2]?.['show_when']).toEqual({ question: 'emotion', in: ['joy'] })
    expect(state.open).toBe('emotion')
  })

  it('takes a setting away rather than leaving it empty', () => {
    const state = after([{ type: 'set', index: 2, name: 'show_when', value: undefined }])
    expect(state.present.questions[2]).not.toHaveProperty('show_when')
  })
})

describe('problems', () => {
  const names = ['labels', 'min', 'max', 'text']

  it('stand at the setting that the sentence begins with', () => {
    expect(settingOf('min 5 must be less than max 1', names)).toBe('min')
    expect(settingOf("label anger: key is a letter a-z, not '7'", names)).toBe('labels')
    expect(settingOf("label id 'joy' is used twice", names)).toBe('labels')
    expect(settingOf('unknown setting colour', names)).toBeNull()
    const found = [{ question: 'sure', message: 'min 5 must be less than max 1' }]
    expect(problemsAt(found, 'sure', names, 'min')).toHaveLength(1)
    expect(problemsAt(found, 'also', names, 'min')).toEqual([])
  })

  it('tell a condition that looks forward, or for a label that is gone', () => {
    expect(ownProblems(body)).toEqual([])
    const moved = after([{ type: 'move', from: 2, to: 0 }]).present
    expect(ownProblems(moved)[0]?.message).toContain('no earlier question')
    const [first, ...rest] = body.questions
    const without = { ...body, questions: [{ ...first, labels: [{ id: 'anger' }] }, ...rest] }
    expect(ownProblems(without as Body)[0]?.message).toContain("no label 'joy'")
  })
})

describe('new questions', () => {
  it('are there for every kind, with settings that the form knows', () => {
    for (const kind of KINDS) {
      const known = ['id', 'kind', 'text', ...SETTINGS[kind].map((setting) => setting.name)]
      const question = newQuestion(kind, 'Say?', [kind])
      expect(question.id).toBe(`${kind}_2`)
      expect(Object.keys(question).filter((name) => !known.includes(name))).toEqual([])
    }
  })
})

describe('unsaved work', () => {
  it('comes back for the version that it was done on, and for no other', () => {
    const text = JSON.stringify({ version: 3, body })
    expect(readKept(text, 3)).toEqual(body)
    expect(readKept(text, 4)).toBeNull()
    expect(readKept('{broken', 3)).toBeNull()
    expect(readKept(null, 3)).toBeNull()
  })
})
