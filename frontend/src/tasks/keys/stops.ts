/** The places that Tab visits: each question, and its confidence where the scheme asks for it. */
import type { Question } from '../../api/types'

export interface Stop {
  question: Question
  part: 'value' | 'confidence'
}

export function stopsOf(questions: readonly Question[]): Stop[] {
  return questions.flatMap((question): Stop[] => {
    const value: Stop = { question, part: 'value' }
    return question.confidence ? [value, { question, part: 'confidence' }] : [value]
  })
}

export function placeId(question: string, part: Stop['part']): string {
  return part === 'value' ? `q-${question}` : `q-${question}-confidence`
}

export function stopId(stop: Stop): string {
  return placeId(stop.question.id, stop.part)
}

/** Put the focus on a stop and bring it into view without hurry. */
export function focusStop(stop: Stop, scroll: boolean): void {
  const element = document.getElementById(stopId(stop))
  element?.focus({ preventScroll: true })
  if (scroll) element?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
}
