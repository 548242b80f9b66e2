import type { Answer, Answers, Question } from '../../api/types'
import { kindOf } from '../kinds/registry'
import { CONFIDENCE_LEVELS, isRecord } from './common'
import type { Problem } from './common'
import { shownQuestions } from './conditions'

export type { Problem, ProblemCode } from './common'

const FIELDS = ['value', 'confidence', 'cannot_tell']

function checkConfidence(question: Question, confidence: unknown): Problem[] {
  const allowed = question.confidence && CONFIDENCE_LEVELS.some((level) => level === confidence)
  return allowed ? [] : [{ code: 'confidence' }]
}

/** Everything that is wrong with one answer (null: not answered); empty means that it is fine. */
export function checkAnswer(question: Question, answer: unknown, draft: boolean): Problem[] {
  if (answer === null || answer === undefined) {
    return draft || question.required === false ? [] : [{ code: 'missing' }]
  }
  if (!isRecord(answer)) return [{ code: 'shape' }]
  if (Object.keys(answer).some((field) => !FIELDS.includes(field))) return [{ code: 'field' }]
  if ('cannot_tell' in answer) {
    const alone = answer['cannot_tell'] === true && Object.keys(answer).length === 1
    return alone && question.cannot_tell ? [] : [{ code: 'cannotTell' }]
  }
  const problems: Problem[] = []
  if ('value' in answer) problems.push(...kindOf(question).check(question, answer['value'], draft))
  else if (!draft) problems.push({ code: 'missing' })
  if ('confidence' in answer) problems.push(...checkConfidence(question, answer['confidence']))
  return problems
}

export interface QuestionProblem {
  question: Question
  problem: Problem
}

/** Everything that is wrong with a rating: a submitted one leaves hidden questions out. */
export function checkAnswers(
  questions: readonly Question[],
  answers: Answers,
  draft: boolean,
): QuestionProblem[] {
  const shown = new Set(shownQuestions(questions, answers))
  return questions.flatMap((question): QuestionProblem[] => {
    const answer = answers[question.id] ?? null
    if (!draft && !shown.has(question)) {
      return answer === null ? [] : [{ question, problem: { code: 'hidden' } }]
    }
    return checkAnswer(question, answer, draft).map((problem) => ({ question, problem }))
  })
}

/**
 * The first problem of each question that keeps these answers from being submitted, in the
 * scheme's order. Answers to hidden questions are left out on the way.
 */
export function findProblems(questions: readonly Question[], answers: Answers): QuestionProblem[] {
  return shownQuestions(questions, answers).flatMap((question) => {
    const [problem] = checkAnswer(question, answers[question.id] ?? null, false)
    return problem ? [{ question, problem }] : []
  })
}

/** Of answers to another version of the questions, those that fit the ones that are asked now. */
export function fittingAnswers(questions: readonly Question[], answers: Answers): Answers {
  const fitting = questions.flatMap((question): [string, Answer][] => {
    const answer = answers[question.id]
    return answer && checkAnswer(question, answer, true).length === 0 ? [[question.id, answer]] : []
  })
  return Object.fromEntries(fitting)
}
