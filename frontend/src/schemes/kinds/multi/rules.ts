import type { MultiQuestion } from '../../../api/types'
import { checkLabels } from '../../rules/common'
import type { Problem } from '../../rules/common'

export function checkMulti(question: MultiQuestion, value: unknown, draft: boolean): Problem[] {
  if (!Array.isArray(value) || !value.every((id): id is string => typeof id === 'string')) {
    return [{ code: 'shape' }]
  }
  const problems = checkLabels(value, question.labels)
  const twice = value.find((id, index) => value.indexOf(id) !== index)
  if (twice !== undefined) problems.push({ code: 'twice', detail: twice })
  const least = question.min ?? 0
  const most = question.max ?? null
  if (!draft && value.length < least) problems.push({ code: 'tooFew', detail: least })
  if (!draft && most !== null && value.length > most) {
    problems.push({ code: 'tooMany', detail: most })
  }
  return problems
}

/** Chosen labels stay in the scheme's order, so that the same answer is always the same list. */
export function toggleLabel(
  question: MultiQuestion,
  value: readonly string[],
  id: string,
): string[] {
  const chosen = new Set(value)
  if (!chosen.delete(id)) chosen.add(id)
  return question.labels.map((label) => label.id).filter((label) => chosen.has(label))
}

/** The labels of an answer's value; null when there is none. */
export function chosenIn(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : null
}
