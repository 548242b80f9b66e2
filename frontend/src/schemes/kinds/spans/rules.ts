import type { AnswerValue, SpansQuestion, TextSpan } from '../../../api/types'
import { codePointLength } from '../../rules/codePoints'
import { checkCount, checkFields, checkLabels, isCount, isRecord } from '../../rules/common'
import type { Problem } from '../../rules/common'

const FIELDS = ['turn', 'start', 'end', 'label', 'text']

function checkSpan(question: SpansQuestion, entry: unknown): Problem[] {
  const wrong = checkFields(entry, FIELDS)
  if (wrong.length > 0) return wrong
  const { turn, start, end, text, label } = entry as TextSpan
  if (!Number.isInteger(turn) || turn > 0 || (turn !== 0 && question.scope !== 'dialogue')) {
    return [{ code: 'span', detail: turn }]
  }
  if (!isCount(start) || !isCount(end) || start >= end) return [{ code: 'span', detail: start }]
  if (typeof text !== 'string' || codePointLength(text) !== end - start) {
    return [{ code: 'span', detail: start }]
  }
  return typeof label === 'string' ? checkLabels([label], question.labels) : [{ code: 'shape' }]
}

function placeOf({ turn, start, end, label }: TextSpan): string {
  return [turn, start, end, label].join(' ')
}

export function checkSpans(question: SpansQuestion, value: unknown, draft: boolean): Problem[] {
  if (!Array.isArray(value)) return [{ code: 'shape' }]
  const problems = value.flatMap((entry) => checkSpan(question, entry))
  if (problems.length > 0) return problems
  const spans = value as TextSpan[]
  const places = spans.map(placeOf)
  const twice = spans.find((span, index) => places.indexOf(placeOf(span)) !== index)
  if (twice) return [{ code: 'twice', detail: twice.text }]
  return draft ? [] : checkCount(spans.length, question.min ?? 0, question.max)
}

/** The spans of an answer's value; null when there is no answer. */
export function spansIn(value: AnswerValue | undefined): TextSpan[] | null {
  if (!Array.isArray(value)) return null
  return value.filter((entry): entry is TextSpan => isRecord(entry) && 'turn' in entry)
}
