import type { IntensityQuestion } from '../../../api/types'
import { checkInRange, checkLabels, isRecord } from '../../rules/common'
import type { Problem } from '../../rules/common'

export function intensityRange(question: IntensityQuestion): {
  min: number
  max: number
  step: number
} {
  return { min: question.min ?? 0, max: question.max ?? 100, step: question.step ?? 1 }
}

/** The words of a number, where the levels of the question have words. */
export function levelText(question: IntensityQuestion, number: number): string | null {
  const { min, step } = intensityRange(question)
  return question.levels?.[Math.round((number - min) / step)] ?? null
}

export function checkIntensity(
  question: IntensityQuestion,
  value: unknown,
  draft: boolean,
): Problem[] {
  if (!isRecord(value)) return [{ code: 'shape' }]
  const { min, max, step } = intensityRange(question)
  const problems = checkLabels(Object.keys(value), question.labels)
  for (const label of question.labels) {
    if (label.id in value) problems.push(...checkInRange(value[label.id], min, max, step))
  }
  if (!draft && Object.keys(value).length === 0) problems.push({ code: 'noneRated' })
  return problems
}

const COARSE = 5

/** The number one key press away; an unrated label starts at the low end. */
export function stepsAway(
  question: IntensityQuestion,
  now: number | undefined,
  direction: 1 | -1,
  coarse: boolean,
): number {
  const { min, max, step } = intensityRange(question)
  if (now === undefined) return min
  const stride = coarse && max - min > 4 * COARSE ? Math.max(step, COARSE) : step
  return now + direction * stride
}
