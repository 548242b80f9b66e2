import type { AnswerValue, TraceValue } from '../../../api/types'
import { isRecord } from '../../rules/common'

/** The trace of an answer's value; null when there is no answer. */
export function traceIn(value: AnswerValue | undefined): TraceValue | null {
  return isRecord(value) && 'times' in value ? (value as unknown as TraceValue) : null
}
