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
