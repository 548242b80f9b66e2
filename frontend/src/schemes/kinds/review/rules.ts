import type {
  AnswerValue,
  ReviewField,
  ReviewFields,
  ReviewQuestion,
  ReviewValue,
  Verdict,
} from '../../../api/types'
import { checkCharacters, checkFields, isRecord } from '../../rules/common'
import type { Problem } from '../../rules/common'

export const VERDICTS = ['accept', 'edit', 'reject'] as const

function checkField(field: ReviewField, value: unknown, knownLabels: boolean): Problem[] {
  if (field.kind === 'words') {
    const words = Array.isArray(value) && value.every((word) => typeof word === 'string')
    return words ? value.flatMap(checkCharacters) : [{ code: 'shape' }]
  }
  if (typeof value !== 'string') return [{ code: 'shape' }]
  const known = field.kind !== 'label' || field.labels?.some((label) => label.id === value)
  if (knownLabels && !known) return [{ code: 'unknownLabel', detail: value }]
  return checkCharacters(value)
}

function checkAll(question: ReviewQuestion, fields: unknown, knownLabels: boolean): Problem[] {
  const names = question.fields.map((field) => field.id)
  if (!isRecord(fields) || checkFields(fields, names).length > 0) return [{ code: 'draftFields' }]
  return question.fields.flatMap((field) => checkField(field, fields[field.id], knownLabels))
}

/** Whether two sets of fields say the same, word by word. */
export function sameFields(a: ReviewFields, b: ReviewFields): boolean {
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [one, other] = [a[name], b[name]]
      if (!Array.isArray(one) || !Array.isArray(other)) return one === other
      return one.length === other.length && one.every((word, index) => word === other[index])
    })
  )
}

function checkVerdict(question: ReviewQuestion, value: ReviewValue): Problem[] {
  const { verdict, draft, fields } = value
  if (verdict === 'edit') {
    if (!fields) return [{ code: 'draftFields' }]
    if (sameFields(fields, draft)) return [{ code: 'nothingEdited' }]
  } else if (fields) return [{ code: 'verdict' }]
  if (verdict === 'reject') {
    const reason = value.reason?.trim() ?? ''
    return question.reject_reason !== false && !reason ? [{ code: 'reasonMissing' }] : []
  }
  return 'reason' in value ? [{ code: 'verdict' }] : []
}

export function checkReview(question: ReviewQuestion, value: unknown, draft: boolean): Problem[] {
  if (!isRecord(value)) return [{ code: 'shape' }]
  // While nothing is decided the draft alone is the answer; it is missing its verdict.
  if (!draft && !('verdict' in value) && 'draft' in value) return [{ code: 'missing' }]
  const problems = checkFields(value, draft ? ['draft'] : ['verdict', 'draft'], [
    'verdict',
    'fields',
    'reason',
  ])
  if (problems.length > 0) return problems
  const { verdict, reason } = value
  if ('verdict' in value && !VERDICTS.some((known) => known === verdict)) {
    problems.push({ code: 'verdict' })
  }
  problems.push(...checkAll(question, value['draft'], false))
  if ('fields' in value) problems.push(...checkAll(question, value['fields'], true))
  if ('reason' in value) {
    problems.push(
      ...(typeof reason === 'string' ? checkCharacters(reason) : [{ code: 'shape' as const }]),
    )
  }
  if (problems.length > 0 || draft) return problems
  return checkVerdict(question, value as unknown as ReviewValue)
}

/** The review of an answer's value; null when there is no answer. */
export function reviewIn(value: AnswerValue | undefined): ReviewValue | null {
  return isRecord(value) && 'draft' in value ? (value as unknown as ReviewValue) : null
}

/** The review under another verdict: what belongs to the one before is put away. */
export function reviewedAs(value: ReviewValue, verdict: Verdict): ReviewValue {
  const { draft, fields, reason } = value
  if (verdict === 'edit') return { verdict, draft, fields: fields ?? { ...draft } }
  if (verdict === 'reject') return reason ? { verdict, draft, reason } : { verdict, draft }
  return { verdict, draft }
}
