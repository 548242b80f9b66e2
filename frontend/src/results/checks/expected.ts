/** Which answers to a known item are right: as the server judges them, in a form and in words. Pure. */
import type { Accepted, AnswerValue, Expected, MultiQuestion, Question } from '../../api/types'
import { formatNumber, m } from '../../i18n'
import { valueText } from '../../schemes/answerText'
import { kindOf } from '../../schemes/kinds/registry'

/**
 * How right answers to a question are said: labels of which one must be given (or have the highest
 * number), a range, whole answers, or not at all, where no two raters say exactly the same.
 */
export type Manner = 'labels' | 'highest' | 'range' | 'answers' | 'never'

const MANNERS: Readonly<Record<Question['kind'], Manner>> = {
  choice: 'labels',
  statement: 'labels',
  pair: 'labels',
  intensity: 'highest',
  distribution: 'highest',
  scale: 'range',
  multi: 'answers',
  rank: 'answers',
  words: 'answers',
  text: 'answers',
  grid: 'never',
  trace: 'never',
  timeline: 'never',
  spans: 'never',
  regions: 'never',
  review: 'never',
}

export function mannerOf(question: Question): Manner {
  return MANNERS[question.kind]
}

/** The labels of a question, any number of which can be picked: one of them is to be given. */
export function pickingOf(question: Question): MultiQuestion {
  return {
    id: question.id,
    kind: 'multi',
    text: question.text,
    min: 1,
    labels: [...kindOf(question).labels(question)],
  }
}

function judges({ any_of: values, min, max }: Accepted): Accepted | null {
  if (values !== undefined) return values.length > 0 ? { any_of: values } : null
  const low = min ?? null
  const high = max ?? null
  if (low === null && high === null) return null
  return { ...(low === null ? {} : { min: low }), ...(high === null ? {} : { max: high }) }
}

/** Without what judges nothing: an empty list, or a range without ends. */
export function judging(expected: Expected): Expected {
  return Object.fromEntries(
    Object.entries(expected).flatMap(([question, accepted]) => {
      const kept = judges(accepted)
      return kept ? [[question, kept] as const] : []
    }),
  )
}

/** Values that say one label alone stand for that label, whatever the kind keeps. */
function expectedText(question: Question, value: AnswerValue): string {
  const label = kindOf(question)
    .labels(question)
    .find(({ id }) => id === value)
  return label?.text ?? valueText(value, question)
}

/** "Anger or Fear", "3 to 5", "4 or more". */
export function acceptedText(question: Question, { any_of: values, min, max }: Accepted): string {
  const t = m.studio.checks
  if (values) return values.map((value) => expectedText(question, value)).join(t.or)
  const number = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 2)
  const low = min ?? null
  const high = max ?? null
  if (low !== null && high !== null) {
    return low === high ? number(low) : t.range(number(low), number(high))
  }
  if (low !== null) return t.atLeast(number(low))
  return high === null ? '' : t.atMost(number(high))
}
