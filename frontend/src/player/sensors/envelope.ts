/**
 * What is known of a channel of sensors in a stretch of time: the lowest and highest number in
 * columns of equal time. Null is where nothing was measured, and is never zero.
 */
import type { SensorChannel } from '../../api/types'
import type { Span } from '../geometry'

/** A stretch longer than this many usual steps without a number is a gap. */
const STEPS_OF_A_GAP = 2.5

/** First and last column, both with a number. */
export type Run = readonly [first: number, last: number]

export interface Envelope {
  min: readonly (number | null)[]
  max: readonly (number | null)[]
  /** Columns that belong together: between two of them there is a gap. */
  runs: readonly Run[]
  span: Span
}

/** Null where the server was not asked to draw the channel. */
export function envelopeOf(channel: SensorChannel, span: Span): Envelope | null {
  const { min, max, step_seconds: step } = channel
  if (!min || !max) return null
  const column = (span.end - span.start) / Math.max(1, min.length)
  // A slow channel leaves columns empty between its numbers; those are no gaps.
  const reach = Math.max(1, ((step ?? 0) * STEPS_OF_A_GAP) / column)
  const runs: [number, number][] = []
  min.forEach((low, at) => {
    if (low === null) return
    const last = runs.at(-1)
    if (last && at - last[1] <= reach) last[1] = at
    else runs.push([at, at])
  })
  return { min, max, runs: widened(runs, reach, min.length), span }
}

/** The ends of the stretch cut a slow channel between two numbers; that is no gap either. */
function widened(runs: [number, number][], reach: number, columns: number): Run[] {
  const [first, last] = [runs[0], runs.at(-1)]
  if (first && first[0] < reach) first[0] = 0
  if (last && columns - 1 - last[1] < reach) last[1] = columns - 1
  return runs
}

/** Stretches without a number, seconds. */
export function gapsOf({ runs, min, span }: Envelope): Span[] {
  const column = (span.end - span.start) / Math.max(1, min.length)
  const at = (edge: number) => span.start + edge * column
  const gaps: Span[] = []
  let from = 0
  for (const [first, last] of runs) {
    if (first > from) gaps.push({ start: at(from), end: at(first) })
    from = last + 1
  }
  if (from < min.length) gaps.push({ start: at(from), end: at(min.length) })
  return gaps
}

/** The last number at or before a moment, within its run; null in a gap and outside. */
export function valueAt({ min, max, runs, span }: Envelope, time: number): number | null {
  const share = (time - span.start) / (span.end - span.start)
  const at = Math.min(min.length - 1, Math.floor(share * min.length))
  const run = runs.find(([first, last]) => first <= at && at <= last)
  if (!run) return null
  for (let column = at; column >= run[0]; column -= 1) {
    const [low, high] = [min[column] ?? null, max[column] ?? null]
    if (low !== null && high !== null) return (low + high) / 2
  }
  return null
}

/** The vertical range of a track: that of the whole recording, and some room where it is flat. */
export function rangeOf({ low, high }: SensorChannel): { low: number; high: number } | null {
  if (low === null || high === null) return null
  if (low < high) return { low, high }
  const room = Math.abs(low) * 0.1 || 1
  return { low: low - room, high: high + room }
}

/** As many digits behind the point as tell apart a hundredth of the range. */
export function digitsOf({ low, high }: { low: number; high: number }): number {
  return Math.min(6, Math.max(0, Math.ceil(-Math.log10((high - low) / 100) - 1e-9)))
}

/** Tables write the unit behind the name; a page sets it apart. */
export function bareName({ name, unit }: { name: string; unit: string | null }): string {
  if (!unit) return name
  return name.replace(/\s*[[(][^\])]*[\])]\s*$/, '') || name
}

export interface Told {
  low: number
  high: number
  first: number
  last: number
  /** Seconds in which nothing was measured, and in how many gaps. */
  missing: number
  gaps: number
}

/** What a track shows between two moments, for those who do not see it; null without a number. */
export function told(envelope: Envelope, { start, end }: Span): Told | null {
  const { min, max, span } = envelope
  const column = (span.end - span.start) / Math.max(1, min.length)
  const numbers: [number, number][] = []
  min.forEach((low, at) => {
    const high = max[at] ?? null
    const middle = span.start + (at + 0.5) * column
    if (low !== null && high !== null && middle >= start && middle <= end) numbers.push([low, high])
  })
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (!first || !last) return null
  const gaps = gapsOf(envelope)
    .map((gap) => Math.min(gap.end, end) - Math.max(gap.start, start))
    .filter((seconds) => seconds > 0)
  return {
    low: Math.min(...numbers.map(([low]) => low)),
    high: Math.max(...numbers.map(([, high]) => high)),
    first: (first[0] + first[1]) / 2,
    last: (last[0] + last[1]) / 2,
    missing: gaps.reduce((sum, seconds) => sum + seconds, 0),
    gaps: gaps.length,
  }
}
