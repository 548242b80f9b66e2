import type { RankQuestion } from '../../../api/types'
import { checkLabels } from '../../rules/common'
import type { Problem } from '../../rules/common'

export function checkRank(question: RankQuestion, value: unknown, draft: boolean): Problem[] {
  if (!Array.isArray(value) || !value.every((id): id is string => typeof id === 'string')) {
    return [{ code: 'shape' }]
  }
  const problems = checkLabels(value, question.labels)
  const twice = value.find((id, index) => value.indexOf(id) !== index)
  if (twice !== undefined) problems.push({ code: 'twice', detail: twice })
  if (draft || problems.length > 0) return problems
  const left = question.labels.filter((label) => !value.includes(label.id))
  if (question.complete !== false && left.length > 0) {
    return [{ code: 'notRanked', detail: left.map((label) => label.text).join(', ') }]
  }
  return value.length > 0 ? [] : [{ code: 'tooFew', detail: 1 }]
}

/** The order with one label put at a place (from 0); a label that had none gets one. */
export function rankedAt(order: readonly string[], label: string, place: number): string[] {
  const others = order.filter((id) => id !== label)
  const at = Math.min(others.length, Math.max(0, place))
  return [...others.slice(0, at), label, ...others.slice(at)]
}
