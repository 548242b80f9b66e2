import type { AnswerValue, Interval } from '../../../api/types'
import { isRecord } from '../../rules/common'

/** The intervals of an answer's value; null when there is no answer. */
export function intervalsIn(value: AnswerValue | undefined): Interval[] | null {
  if (!Array.isArray(value)) return null
  return value.filter((entry): entry is Interval => isRecord(entry) && 'end' in entry)
}
