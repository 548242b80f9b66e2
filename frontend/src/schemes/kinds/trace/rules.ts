import type { TraceQuestion, TraceValue } from '../../../api/types'
import { asNumber, checkFields } from '../../rules/common'
import type { Problem } from '../../rules/common'
import { checkTraceSamples } from './checks'
import type { TraceLimits } from './checks'

const DEVICES = ['mouse', 'touch', 'wheel', 'keys', 'gamepad']

/** Seconds by which a sample may follow the item's end: a media clock ends a frame or two late. */
const AFTER_END = 0.5

export function traceLimits(question: TraceQuestion): TraceLimits {
  return {
    maxLateSeconds: question.max_late_seconds ?? 1,
    maxGapSeconds: question.max_gap_seconds ?? 1,
    minRateHz: question.min_rate_hz ?? 10,
    maxFlatSeconds: question.max_flat_seconds ?? null,
  }
}

/** The ends of a dimension; an unbounded trace has none. */
export function traceRange(
  question: TraceQuestion,
  dimension: string,
): { min: number; max: number } | null {
  const found = question.dimensions.find((candidate) => candidate.id === dimension)
  if (!found || question.mode === 'unbounded') return null
  return { min: found.min ?? -1, max: found.max ?? 1 }
}

function areNumbers(list: unknown): list is number[] {
  return Array.isArray(list) && list.every(Number.isFinite)
}

function checkShape(question: TraceQuestion, value: unknown): Problem[] {
  const wrong = checkFields(value, ['seconds', 'times', 'values', 'device'])
  if (wrong.length > 0) return wrong
  const { seconds, times, values, device } = value as Record<string, unknown>
  const length = asNumber(seconds)
  if (length === null || length <= 0 || !DEVICES.includes(device as string)) {
    return [{ code: 'shape' }]
  }
  if (!areNumbers(times) || (times[0] ?? 0) < 0) return [{ code: 'shape' }]
  if (times.some((time, index) => index > 0 && time <= (times[index - 1] ?? 0))) {
    return [{ code: 'shape' }]
  }
  const names = question.dimensions.map((dimension) => dimension.id)
  const missing = checkFields(values, names)
  if (missing.length > 0) return missing
  const samples = Object.values(values as Record<string, unknown>)
  const whole = samples.every((list) => areNumbers(list) && list.length === times.length)
  return whole ? [] : [{ code: 'shape' }]
}

function checkRanges(question: TraceQuestion, value: TraceValue): Problem[] {
  return question.dimensions.flatMap(({ id }): Problem[] => {
    const range = traceRange(question, id)
    if (!range) return []
    const outside = value.values[id]?.find((number) => number < range.min || number > range.max)
    return outside === undefined ? [] : [{ code: 'range', detail: outside }]
  })
}

export function checkTrace(question: TraceQuestion, value: unknown, draft: boolean): Problem[] {
  const wrong = checkShape(question, value)
  if (wrong.length > 0 || draft) return wrong
  const trace = value as TraceValue
  const { seconds, times, values } = trace
  const last = times.at(-1) ?? 0
  return [
    ...(last > seconds + AFTER_END ? [{ code: 'afterEnd' as const, detail: last }] : []),
    ...checkRanges(question, trace),
    ...checkTraceSamples(seconds, times, values, traceLimits(question)).map((finding) => ({
      code: finding.fault,
      detail: Math.round(finding.found * 100) / 100,
    })),
  ]
}
