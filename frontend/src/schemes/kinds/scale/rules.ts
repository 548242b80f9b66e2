import type { ScaleQuestion } from '../../../api/types'
import { checkInRange } from '../../rules/common'
import type { Problem } from '../../rules/common'

export function checkScale(question: ScaleQuestion, value: unknown): Problem[] {
  return checkInRange(value, question.min, question.max, question.step ?? 1)
}

/** Every point of the scale, low to high. */
export function scalePoints(question: ScaleQuestion): number[] {
  const step = question.step ?? 1
  const count = Math.round((question.max - question.min) / step) + 1
  return Array.from({ length: count }, (_, index) =>
    Number((question.min + index * step).toFixed(6)),
  )
}

/**
 * The point that digits typed one after another name, or null when no point can be meant.
 * "1" then "0" is ten where the scale goes that far, else the last digit counts alone. A minus
 * before a digit names a point below zero.
 */
export function pointFromDigits(question: ScaleQuestion, typed: string): number | null {
  const points = scalePoints(question)
  const whole = Number(typed)
  if (points.includes(whole)) return whole
  const last = Number(/-?\d$/.exec(typed)?.[0])
  return points.includes(last) ? last : null
}

/** More points than this do not fit beside each other; they become a line. */
const MOST_BUTTONS = 11

/** Whether the points are drawn as a line to slide on, and not as a button each. */
export function isLine(question: ScaleQuestion): boolean {
  const points = scalePoints(question).length
  if (question.levels?.length === points) return false
  return question.style === 'slider' || points > MOST_BUTTONS
}

/** Presses from end to end of a line. */
const PRESSES = 20

/** Where a key moves the point of a line: at first into the middle, then by a twentieth, or one step. */
export function slid(
  question: ScaleQuestion,
  value: unknown,
  direction: 1 | -1,
  fine: boolean,
): number {
  const points = scalePoints(question)
  const last = points.length - 1
  const at = points.indexOf(Number(value))
  if (typeof value !== 'number' || at === -1) return points[Math.round(last / 2)] ?? question.min
  const steps = fine ? 1 : Math.max(1, Math.round(last / PRESSES))
  return points[Math.min(last, Math.max(0, at + direction * steps))] ?? value
}
