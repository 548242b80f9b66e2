import type { Answer, AnswerValue } from '../api/types'
import { orNone } from './numbers'

/** A new value keeps the confidence that was given beside it. */
export function withValue(
  answer: Answer | undefined,
  value: AnswerValue | null | undefined,
): Answer | null {
  const confidence = answer?.confidence === undefined ? {} : { confidence: answer.confidence }
  if (value === null || value === undefined) return orNone(confidence)
  return { value, ...confidence }
}
