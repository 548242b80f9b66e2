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

/** Nothing chosen, nothing rated: there is no number whose meaning could be asked. */
function isEmpty(value: AnswerValue): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** A value in as few words as it takes, for alternatives beside each other: "4", "Anger 60%". */
export function valueText(value: AnswerValue, question: Question | null): string {
  return question ? kindOf(question).summary(question, value) : bareText(value)
}

/** An answer in words, with how sure the rater was: "Anger 60%, Fear 40%", "4 (sure 2/5)". */
export function briefText(answer: Answer, question: Question | null): string {
  return inWords(answer, question, null)
}

/** What its numbers mean, once for many answers: "on a scale from 1 (Calm) to 9 (Excited)". */
export function endsText(question: Question): string | null {
  return kindOf(question).ends?.(question) ?? null
}

/** An answer that stands alone: as `briefText`, with what its numbers mean. */
export function answerText(answer: Answer, question: Question | null): string {
  const { value } = answer
  const numbers = question !== null && value !== undefined && !isEmpty(value)
  return inWords(answer, question, numbers ? endsText(question) : null)
}

function inWords(answer: Answer, question: Question | null, ends: string | null): string {
  if (answer.cannot_tell) return m.answers.cannotTell
  const { value, confidence } = answer
  const sure = confidence === undefined ? '' : ` (${m.answers.confidence(confidence)})`
  if (value === undefined) return sure.trim()
  const said = valueText(value, question)
  return (ends ? m.kindWords.withEnds(said, ends) : said) + sure
}
