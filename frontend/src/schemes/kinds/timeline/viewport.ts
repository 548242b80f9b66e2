/** The part of the recording that is on show: zoomed around a moment, never beyond the ends. */
import type { Span } from '../../../player/geometry'

/** At this zoom, 10 ms are wide enough to point at. */
export const SHORTEST_VIEW = 0.25

export function clampView(view: Span, whole: Span): Span {
  const most = whole.end - whole.start
  const length = Math.min(most, Math.max(Math.min(SHORTEST_VIEW, most), view.end - view.start))
  const start = Math.min(Math.max(view.start, whole.start), whole.end - length)
  return { start, end: start + length }
}

/** A factor under 1 shows less. The anchor stays where it is on the screen. */
export function zoom(view: Span, factor: number, anchor: number, whole: Span): Span {
  const length = view.end - view.start
  const wanted = Math.min(
    whole.end - whole.start,
    Math.max(Math.min(SHORTEST_VIEW, whole.end - whole.start), length * factor),
  )
  const share = length > 0 ? (anchor - view.start) / length : 0.5
  const start = anchor - share * wanted
  return clampView({ start, end: start + wanted }, whole)
}

export function pan(view: Span, seconds: number, whole: Span): Span {
  return clampView({ start: view.start + seconds, end: view.end + seconds }, whole)
}

/** The view moved just far enough to hold a moment, with a little room ahead of it. */
export function follow(view: Span, time: number, whole: Span): Span {
  const length = view.end - view.start
  if (time >= view.start && time <= view.end) return view
  return clampView({ start: time - length * 0.1, end: time + length * 0.9 }, whole)
}

const STEPS = [1, 2, 5]

/** A round distance between ruler marks, so that about `most` of them fit. */
export function rulerStep(length: number, most: number): number {
  const least = length / most
  const power = 10 ** Math.floor(Math.log10(least))
  const step = STEPS.find((one) => one * power >= least) ?? 10
  return step * power
}

/** What an arrow key moves by at this zoom: fine enough to see, 10 ms at the finest. */
export function nudgeStep(view: Span): number {
  return Math.max(0.01, rulerStep(view.end - view.start, 200))
}
