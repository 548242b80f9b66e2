/** How long the rest takes, as far as a rater's own pace can tell. */
import { formatDuration, formatNumber, m } from '../i18n'

/** Before so many answers nothing is foretold: the first ones say little about the rest. */
export const PACE_FROM = 5
/** From so many answers on the mean is firm enough for one number. */
const FIRM_FROM = 20
/**
 * Times per item spread by about 0.7 of their mean, so that the mean of n is off by up to twice 0.7 / sqrt(n). Only the
 * upper end is shown beside the mean: who is told too little is let down, who is told too much is not.
 */
const SPREAD = 2 * 0.7

const MINUTE = 60

/** Up to a step that is no finer than what is known. Seconds. */
function roundUp(seconds: number): number {
  const minutes = seconds / MINUTE
  const step = minutes <= 10 ? 1 : minutes <= 60 ? 5 : minutes <= 300 ? 15 : 60
  return Math.ceil(minutes / step) * step * MINUTE
}

/** From the shortest to the longest, in seconds; null while nothing can be said. */
export function timeLeft(
  secondsPerItem: number | null,
  answered: number,
  left: number,
): readonly [number, number] | null {
  if (secondsPerItem === null || secondsPerItem <= 0 || answered < PACE_FROM || left <= 0)
    return null
  const mean = secondsPerItem * left
  const slack = answered < FIRM_FROM ? 1 + SPREAD / Math.sqrt(answered) : 1
  return [
    mean < MINUTE ? mean : roundUp(mean),
    slack * mean < MINUTE ? slack * mean : roundUp(slack * mean),
  ]
}

/** "25 min", "25 to 40 min", "50 min to 1 h 15 min"; null for less than a minute. */
export function durationText([from, to]: readonly [number, number]): string | null {
  if (to < MINUTE) return null
  if (from === to) return formatDuration(to)
  const low = Math.max(MINUTE, from)
  if (low === to) return formatDuration(to)
  if (to >= 60 * MINUTE) return m.units.range(formatDuration(low), formatDuration(to))
  return m.units.minutes(m.units.range(formatNumber(low / MINUTE), formatNumber(to / MINUTE)))
}
