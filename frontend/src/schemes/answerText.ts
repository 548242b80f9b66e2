import type { Answer, AnswerValue, Question } from '../api/types'
import { formatNumber, formatPercent, m } from '../i18n'
import { kindOf } from './kinds/registry'
import { SUM_TOLERANCE, isRecord } from './rules/common'

/** Where the question is not at hand: what the value says by its shape alone. */
function bareText(value: AnswerValue): string {
  if (Array.isArray(value)) {
    const parts = value.map((part) => {
      if (typeof part === 'string') return part
      return 'word' in part ? part.word : part.label
    })
    return parts.join(', ') || m.common.none
  }
  if (!isRecord(value)) return String(value)
  const numbers = Object.entries(value).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  const total = numbers.reduce((sum, [, number]) => sum + number, 0)
  const shares = Math.abs(total - 1) < SUM_TOLERANCE
  const show = (number: number) => (shares ? formatPercent(number) : formatNumber(number))
  return numbers.map(([label, number]) => `${label} ${show(number)}`).join(', ')
}

/** An answer in words: "Anger 60%, Fear 40%", "Neutral", "5", each with how sure the rater was. */
export function answerText(answer: Answer, question: Question | null): string {
  if (answer.cannot_tell) return m.answers.cannotTell
  const { value, confidence } = answer
  const sure = confidence === undefined ? '' : ` (${m.answers.confidence(confidence)})`
  if (value === undefined) return sure.trim()
  return (question ? kindOf(question).summary(question, value) : bareText(value)) + sure
}
