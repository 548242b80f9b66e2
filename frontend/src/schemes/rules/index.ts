import type { Answers, Label, Question } from '../../api/types'
import { checkChoice } from './choice'
import { CONFIDENCE_LEVELS, isRecord } from './common'
import type { Problem } from './common'
import { checkDistribution } from './distribution'
import { checkIntensity } from './intensity'
import { checkMulti } from './multi'
import { checkScale } from './scale'

export type { Problem, ProblemCode } from './common'

/** Letters that the player and the page keep for themselves. */
export const RESERVED_LETTERS = 'bglxz'

const FIELDS = ['value', 'confidence', 'cannot_tell']

function checkValue(question: Question, value: unknown, draft: boolean): Problem[] {
  switch (question.kind) {
    case 'choice':
      return checkChoice(question, value)
    case 'multi':
      return checkMulti(question, value, draft)
    case 'intensity':
      return checkIntensity(question, value, draft)
    case 'distribution':
      return checkDistribution(question, value, draft)
    case 'scale':
      return checkScale(question, value)
  }
}

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
  if ('value' in answer) problems.push(...checkValue(question, answer['value'], draft))
  else if (!draft) problems.push({ code: 'missing' })
  if ('confidence' in answer) problems.push(...checkConfidence(question, answer['confidence']))
  return problems
}

/** The questions that keep these answers from being submitted, in the scheme's order. */
export function findProblems(
  questions: readonly Question[],
  answers: Answers,
): { question: Question; problem: Problem }[] {
  return questions.flatMap((question) => {
    const [problem] = checkAnswer(question, answers[question.id] ?? null, false)
    return problem ? [{ question, problem }] : []
  })
}

/**
 * The keyboard letter of each label. Letters of the scheme are kept; a label without one takes the
 * first free letter of its own words, then of the alphabet. A label may stay without a letter.
 */
export function labelKeys(labels: readonly Label[]): Map<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set<string>(RESERVED_LETTERS)
  for (const { id, key } of labels) {
    const letter = key?.toLowerCase()
    if (!letter || taken.has(letter)) continue
    keys.set(id, letter)
    taken.add(letter)
  }
  for (const { id, text } of labels) {
    if (keys.has(id)) continue
    const own = (text.toLowerCase() + id.toLowerCase()).match(/[a-z]/g) ?? []
    const letter = [...own, ...'acdefhijkmnopqrstuvwy'].find((candidate) => !taken.has(candidate))
    if (!letter) continue
    keys.set(id, letter)
    taken.add(letter)
  }
  return keys
}
