/** The answer in progress: one reducer, with undo. `seq` rises with every edit. */
import type { Answer, Answers } from '../api/types'

export interface AnswerState {
  answers: Answers
  past: Answers[]
  seq: number
}

export type AnswerChange =
  | { type: 'answer'; question: string; answer: Answer | null }
  | { type: 'undo' }
  | { type: 'adopt'; answers: Answers; seq: number }

const MOST_STEPS_BACK = 100

export function startAnswers(answers: Answers, seq: number): AnswerState {
  return { answers, past: [], seq }
}

/** No entry rather than an empty one: an unanswered question is absent. */
function withAnswer(answers: Answers, question: string, answer: Answer | null): Answers {
  const { [question]: _previous, ...others } = answers
  const empty = answer === null || Object.keys(answer).length === 0
  return empty ? others : { ...others, [question]: answer }
}

export function answerReducer(state: AnswerState, change: AnswerChange): AnswerState {
  switch (change.type) {
    case 'answer': {
      const answers = withAnswer(state.answers, change.question, change.answer)
      if (JSON.stringify(answers) === JSON.stringify(state.answers)) return state
      const past = [...state.past, state.answers].slice(-MOST_STEPS_BACK)
      return { answers, past, seq: state.seq + 1 }
    }
    case 'undo': {
      const answers = state.past.at(-1)
      if (!answers) return state
      return { answers, past: state.past.slice(0, -1), seq: state.seq + 1 }
    }
    case 'adopt':
      return startAnswers(change.answers, change.seq)
  }
}
