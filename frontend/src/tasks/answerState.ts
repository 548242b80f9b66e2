/** The answer in progress: one reducer, with undo and redo. `seq` rises with every edit. */
import type { Answer, Answers } from '../api/types'
import { isRecord } from '../schemes/rules/common'

export interface AnswerState {
  answers: Answers
  past: Answers[]
  /** What was taken back, the latest last; a new edit forgets it. */
  future: Answers[]
  seq: number
  /** The question whose row of changes goes on: it is one step of undo. */
  going: string | null
}

export type AnswerChange =
  | { type: 'answer'; question: string; answer: Answer | null; going?: boolean }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'adopt'; answers: Answers; seq: number }

const MOST_STEPS_BACK = 100

export function startAnswers(answers: Answers, seq: number): AnswerState {
  return { answers, past: [], future: [], seq, going: null }
}

/** No entry rather than an empty one: an unanswered question is absent. */
function withAnswer(answers: Answers, question: string, answer: Answer | null): Answers {
  const { [question]: _previous, ...others } = answers
  const empty = answer === null || Object.keys(answer).length === 0
  return empty ? others : { ...others, [question]: answer }
}

/**
 * Whether two values say the same. Parts that are shared are not looked into, and lists of another
 * length are told apart at once: a trace has hundreds of thousands of samples.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((part, index) => sameValue(part, b[index]))
  }
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && sameValue(one[name], other[name]))
  )
}

/** The sample times of a trace; null for any other answer. */
function timesOf(answer: Answer | undefined): unknown[] | null {
  const value: unknown = answer?.value
  return isRecord(value) && Array.isArray(value['times']) ? value['times'] : null
}

/** A recording that went on: saved every few seconds, it is one step of undo and not hundreds. */
function recordsOn(before: Answer | undefined, after: Answer | undefined): boolean {
  const old = timesOf(before)
  const now = timesOf(after)
  if (!old || !now || old.length === 0 || now.length < old.length) return false
  return old[0] === now[0] && old.at(-1) === now[old.length - 1]
}

function answered(state: AnswerState, change: AnswerChange & { type: 'answer' }): AnswerState {
  const { question, answer } = change
  const answers = withAnswer(state.answers, question, answer)
  if (sameValue(answers[question], state.answers[question])) return state
  const goesOn =
    (change.going === true && state.going === question) ||
    recordsOn(state.answers[question], answers[question])
  const past = goesOn ? state.past : [...state.past, state.answers].slice(-MOST_STEPS_BACK)
  const going = change.going ? question : null
  return { answers, past, future: [], seq: state.seq + 1, going }
}

export function answerReducer(state: AnswerState, change: AnswerChange): AnswerState {
  switch (change.type) {
    case 'answer':
      return answered(state, change)
    case 'undo': {
      const answers = state.past.at(-1)
      if (!answers) return state
      const past = state.past.slice(0, -1)
      const future = [...state.future, state.answers]
      return { answers, past, future, seq: state.seq + 1, going: null }
    }
    case 'redo': {
      const answers = state.future.at(-1)
      if (!answers) return state
      const past = [...state.past, state.answers]
      const future = state.future.slice(0, -1)
      return { answers, past, future, seq: state.seq + 1, going: null }
    }
    case 'adopt':
      return startAnswers(change.answers, change.seq)
  }
}
