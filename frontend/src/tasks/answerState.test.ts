import { describe, expect, it } from 'vitest'

import type { Answer } from '../api/types'
import { answerReducer, startAnswers } from './answerState'
import type { AnswerState } from './answerState'

/** A trace of the first samples of one recording, one every 40 ms. */
function traceOf(samples: number, first = 0): Answer {
  const times = Array.from({ length: samples }, (_, index) => first + index * 0.04)
  const value: unknown = { seconds: 60, times, values: { valence: times }, device: 'mouse' }
  return { value } as Answer
}

function give(state: AnswerState, answer: Answer | null): AnswerState {
  return answerReducer(state, { type: 'answer', question: 'mood', answer })
}

describe('answers in progress', () => {
  it('are one step back per edit, and none for an edit that changes nothing', () => {
    const one = give(startAnswers({}, 3), { value: 'joy' })
    const same = give(one, { value: 'joy' })
    expect(same).toBe(one)
    const two = give(one, { value: 'anger' })
    expect(two.seq).toBe(5)
    const back = answerReducer(two, { type: 'undo' })
    expect(back.answers).toEqual({ mood: { value: 'joy' } })
    expect(back.seq).toBe(6)
  })

  it('come back after they were taken back, until something else is answered', () => {
    const two = give(give(startAnswers({}, 0), { value: 'joy' }), { value: 'anger' })
    const back = answerReducer(answerReducer(two, { type: 'undo' }), { type: 'undo' })
    expect(back.answers).toEqual({})
    const joy = answerReducer(back, { type: 'redo' })
    expect(joy.answers).toEqual({ mood: { value: 'joy' } })
    expect(joy.seq).toBe(5)
    const again = answerReducer(joy, { type: 'redo' })
    expect(again.answers).toEqual(two.answers)
    expect(answerReducer(again, { type: 'redo' })).toBe(again)
    expect(answerReducer(give(joy, { value: 'fear' }), { type: 'redo' }).answers).toEqual({
      mood: { value: 'fear' },
    })
  })

  it('keep a recording that goes on as one step', () => {
    let state = give(startAnswers({}, 0), traceOf(100))
    for (let samples = 200; samples <= 2000; samples += 100) state = give(state, traceOf(samples))
    expect(state.past).toHaveLength(1)
    expect(state.seq).toBe(20)
    expect(answerReducer(state, { type: 'undo' }).answers).toEqual({})
  })

  it('keep a recording that was cut or begun again one step away', () => {
    const long = give(startAnswers({}, 0), traceOf(500))
    const cut = give(long, traceOf(200))
    const anew = give(cut, traceOf(300, 0.01))
    expect(anew.past).toHaveLength(3)
    expect(answerReducer(anew, { type: 'undo' }).answers['mood']).toEqual(traceOf(200))
  })
})
