import type { TextQuestion } from '../../../api/types'
import { codePointLength } from '../../rules/codePoints'
import { checkCharacters } from '../../rules/common'
import type { Problem } from '../../rules/common'

export function textLimits(question: TextQuestion): { least: number; most: number } {
  const least = question.min_characters ?? 1
  return { least, most: question.max_characters ?? Math.max(2000, least) }
}

export function checkText(question: TextQuestion, value: unknown, draft: boolean): Problem[] {
  if (typeof value !== 'string') return [{ code: 'shape' }]
  const wrong = checkCharacters(value)
  if (wrong.length > 0 || draft) return wrong
  const text = value.trim()
  const length = codePointLength(text)
  if (length === 0) return [{ code: 'blank' }]
  if (question.multiline === false && text.includes('\n')) return [{ code: 'oneLine' }]
  const { least, most } = textLimits(question)
  if (length < least) return [{ code: 'tooShort', detail: least }]
  return length > most ? [{ code: 'tooLong', detail: most }] : []
}
