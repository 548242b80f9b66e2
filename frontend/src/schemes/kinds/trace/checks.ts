/**
 * What is wrong with a recorded trace: a late start, gaps, a low rate, stretches without movement.
 * The twin of the server's checks; it also runs while the trace is recorded. Seconds count from the
 * start of the item.
 */
import type { TraceFault } from '../../rules/common'

const TOLERANCE = 1e-6

export interface TraceLimits {
  maxLateSeconds: number
  maxGapSeconds: number
  minRateHz: number
  maxFlatSeconds: number | null
}

/** One fault: where it begins, what was found and what is allowed (seconds, or samples a second). */
export interface TraceFinding {
  fault: TraceFault
  atSeconds: number
  found: number
  allowed: number
  /** The dimension that did not move. */
  dimension?: string
}

/** Samples come as lists from the server and as typed arrays while they are recorded. */
function lastOf(times: ArrayLike<number>): number {
  return times[times.length - 1] ?? 0
}

export function lateStart(times: ArrayLike<number>, allowed: number): TraceFinding | null {
  const found = times[0] ?? 0
  return found > allowed + TOLERANCE ? { fault: 'lateStart', atSeconds: 0, found, allowed } : null
}

export function earlyEnd(
  times: ArrayLike<number>,
  seconds: number,
  allowed: number,
): TraceFinding | null {
  const atSeconds = lastOf(times)
  const found = seconds - atSeconds
  return found > allowed + TOLERANCE ? { fault: 'earlyEnd', atSeconds, found, allowed } : null
}

export function gaps(times: ArrayLike<number>, allowed: number): TraceFinding[] {
  const findings: TraceFinding[] = []
  for (let index = 1; index < times.length; index += 1) {
    const atSeconds = times[index - 1] ?? 0
    const found = (times[index] ?? 0) - atSeconds
    if (found > allowed + TOLERANCE) findings.push({ fault: 'gap', atSeconds, found, allowed })
  }
  return findings
}

/** Samples a second, (n - 1) / (last - first). */
export function rateHz(times: ArrayLike<number>): number {
  return (times.length - 1) / (lastOf(times) - (times[0] ?? 0))
}

export function lowRate(times: ArrayLike<number>, allowed: number): TraceFinding | null {
  const found = rateHz(times)
  return found < allowed - TOLERANCE ? { fault: 'lowRate', atSeconds: 0, found, allowed } : null
}

/** Runs of equal values that last too long, from their first to their last sample. */
export function flatStretches(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  allowed: number,
  dimension: string,
): TraceFinding[] {
  const findings: TraceFinding[] = []
  let begin = 0
  for (let index = 1; index <= values.length; index += 1) {
    if (index < values.length && values[index] === values[begin]) continue
    const atSeconds = times[begin] ?? 0
    const found = (times[index - 1] ?? 0) - atSeconds
    if (found > allowed + TOLERANCE) {
      findings.push({ fault: 'flat', atSeconds, found, allowed, dimension })
    }
    begin = index
  }
  return findings
}

/** Every fault of a trace of an item that lasts `seconds`. */
export function checkTraceSamples(
  seconds: number,
  times: ArrayLike<number>,
  values: Readonly<Record<string, ArrayLike<number>>>,
  limits: TraceLimits,
): TraceFinding[] {
  if (times.length < 2) {
    return [{ fault: 'noSamples', atSeconds: 0, found: times.length, allowed: 2 }]
  }
  const flat = limits.maxFlatSeconds
  return [
    lateStart(times, limits.maxLateSeconds),
    earlyEnd(times, seconds, limits.maxGapSeconds),
    ...gaps(times, limits.maxGapSeconds),
    lowRate(times, limits.minRateHz),
    ...(flat === null
      ? []
      : Object.entries(values).flatMap(([name, samples]) =>
          flatStretches(times, samples, flat, name),
        )),
  ].filter((finding) => finding !== null)
}
