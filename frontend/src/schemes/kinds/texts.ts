/** Small helpers for answers in words. */
import type { AnswerValue, Label } from '../../api/types'
import { m } from '../../i18n'

export function labelText(labels: readonly Label[], id: string): string {
  return labels.find((label) => label.id === id)?.text ?? id
}

export function listText(parts: readonly string[]): string {
  return parts.join(', ') || m.common.none
}

/** A point of a scale as the rater gave it, with as many decimals as it has. */
export function pointText(value: number): string {
  return String(Number(value.toFixed(6)))
}

const LONGEST = 120

/** The beginning of a long text. */
export function shortText(text: string): string {
  const points = Array.from(text)
  return points.length > LONGEST ? `${points.slice(0, LONGEST - 1).join('')}…` : text
}

/** Whether the value is one of these labels. */
export function givesOne(value: AnswerValue, names: readonly string[]): boolean {
  return typeof value === 'string' && names.includes(value)
}

/** Whether one of these labels is among those of the value. */
export function givesAny(value: AnswerValue, names: readonly string[]): boolean {
  return manyNames(value).some((name) => names.includes(name))
}

export function manyNames(value: AnswerValue): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
}
