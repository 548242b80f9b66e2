/**
 * Edits of a timeline: lists in, lists out, always in the order of time. Where intervals of one
 * track may not overlap, an edit ends at its neighbour instead of running over it.
 */
import type { Interval, TimelineQuestion } from '../../../api/types'

/** What an edit has to keep to. */
export interface Limits {
  /** Length of the item. */
  seconds: number
  overlap: boolean
  least: number
}

const LEAST_SECONDS = 0.01

export function limitsOf(question: TimelineQuestion, seconds: number): Limits {
  return {
    seconds,
    overlap: question.overlap ?? false,
    least: Math.max(0.001, question.min_seconds ?? LEAST_SECONDS),
  }
}

export interface Edited {
  intervals: Interval[]
  /** Where the interval that was edited is now; -1 when it is gone. */
  at: number
}

export type Edge = 'start' | 'end'

/** Times are kept to the millisecond; finer than any ear, and equal after a round trip. */
export function tidy(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function before(a: Interval, b: Interval): number {
  return a.start - b.start || a.end - b.end
}

function placed(others: readonly Interval[], interval: Interval): Edited {
  const whole = { ...interval, start: tidy(interval.start), end: tidy(interval.end) }
  const intervals = [...others, whole].sort(before)
  return { intervals, at: intervals.indexOf(whole) }
}

const without = (intervals: readonly Interval[], at: number) =>
  intervals.filter((_, index) => index !== at)

const sameTrack = (a: Interval, b: Interval) => a.track === b.track

/** How far an interval at this moment may reach on its track. */
export function roomAt(
  others: readonly Interval[],
  track: string | undefined,
  time: number,
  limits: Limits,
): { start: number; end: number } | null {
  const whole = { start: 0, end: limits.seconds }
  if (limits.overlap) return whole
  for (const other of others) {
    if (other.track !== track) continue
    if (other.start <= time && time < other.end) return null
    if (other.end <= time) whole.start = Math.max(whole.start, other.end)
    if (other.start > time) whole.end = Math.min(whole.end, other.start)
  }
  return whole
}

/** A new interval, cut to the room around its start; null when there is none. */
export function add(
  intervals: readonly Interval[],
  wanted: Interval,
  limits: Limits,
): Edited | null {
  const start = Math.max(0, Math.min(wanted.start, wanted.end))
  const end = Math.min(limits.seconds, Math.max(wanted.start, wanted.end))
  const room =
    roomAt(intervals, wanted.track, start, limits) ?? roomAfter(intervals, wanted, limits)
  if (!room) return null
  const cut = { ...wanted, start: Math.max(start, room.start), end: Math.min(end, room.end) }
  return cut.end - cut.start < limits.least ? null : placed(intervals, cut)
}

/** The room behind the interval in which a new one would start. */
function roomAfter(intervals: readonly Interval[], wanted: Interval, limits: Limits) {
  let time = Math.min(wanted.start, wanted.end)
  for (const other of [...intervals].sort(before)) {
    if (sameTrack(other, wanted) && other.start <= time && time < other.end) time = other.end
  }
  return time < Math.max(wanted.start, wanted.end)
    ? roomAt(intervals, wanted.track, time, limits)
    : null
}

export function remove(intervals: readonly Interval[], at: number): Edited {
  const left = without(intervals, at)
  return { intervals: left, at: Math.min(at, left.length - 1) }
}

export function relabel(intervals: readonly Interval[], at: number, label: string): Edited {
  return {
    intervals: intervals.map((one, index) => (index === at ? { ...one, label } : one)),
    at,
  }
}

/** One edge to a moment; it stops at the neighbour, and before the interval is too short. */
export function moveEdge(
  intervals: readonly Interval[],
  at: number,
  edge: Edge,
  time: number,
  limits: Limits,
): Edited {
  const interval = intervals[at]
  if (!interval) return { intervals: [...intervals], at }
  const others = without(intervals, at)
  const middle = (interval.start + interval.end) / 2
  const room = roomAt(others, interval.track, middle, limits) ?? interval
  const moved = { ...interval }
  if (edge === 'start') {
    moved.start = Math.min(Math.max(time, room.start), interval.end - limits.least)
  } else {
    moved.end = Math.max(Math.min(time, room.end), interval.start + limits.least)
  }
  return placed(others, moved)
}

/** The whole interval, its length kept, as far as the room around it goes. */
export function moveTo(
  intervals: readonly Interval[],
  at: number,
  start: number,
  limits: Limits,
): Edited {
  const interval = intervals[at]
  if (!interval) return { intervals: [...intervals], at }
  const others = without(intervals, at)
  const length = interval.end - interval.start
  const room = roomAt(others, interval.track, (interval.start + interval.end) / 2, limits)
  const low = room?.start ?? interval.start
  const high = (room?.end ?? interval.end) - length
  const to = Math.max(low, Math.min(start, high))
  return placed(others, { ...interval, start: to, end: to + length })
}

/** Two intervals of the same label, where both parts are long enough; else nothing changes. */
export function split(
  intervals: readonly Interval[],
  at: number,
  time: number,
  limits: Limits,
): Edited | null {
  const interval = intervals[at]
  if (!interval) return null
  const cut = tidy(time)
  const fits = cut - interval.start >= limits.least && interval.end - cut >= limits.least
  if (!fits) return null
  const first = placed(without(intervals, at), { ...interval, end: cut })
  return placed(first.intervals, { ...interval, start: cut })
}

/** The next interval on the same track. */
export function nextOn(intervals: readonly Interval[], at: number): number {
  const interval = intervals[at]
  if (!interval) return -1
  return intervals.findIndex((other, index) => index > at && sameTrack(other, interval))
}

/** One interval from this and the next of its track, under this one's label. */
export function mergeNext(intervals: readonly Interval[], at: number): Edited | null {
  const interval = intervals[at]
  const next = intervals[nextOn(intervals, at)]
  if (!interval || !next) return null
  const others = intervals.filter((one) => one !== interval && one !== next)
  return placed(others, { ...interval, end: Math.max(interval.end, next.end) })
}

/** The interval at a moment on a track; the latest begun where they overlap. */
export function indexAt(
  intervals: readonly Interval[],
  track: string | undefined,
  time: number,
): number {
  return intervals.findLastIndex(
    (one) => one.track === track && one.start <= time && time < one.end,
  )
}

/** The nearest edge within reach, or the time itself. `edges` rise. */
export function snap(time: number, edges: readonly number[], reach: number): number {
  let best = time
  let distance = reach
  for (const edge of edges) {
    const away = Math.abs(edge - time)
    if (away <= distance) {
      best = edge
      distance = away
    }
    if (edge - time > reach) break
  }
  return best
}
