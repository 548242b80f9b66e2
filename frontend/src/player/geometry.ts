/** Pure geometry of the view: a segment with some of its surroundings. All times in seconds. */

export interface Span {
  start: number
  end: number
}

const CONTEXT_SHARE = 0.25
const LEAST_CONTEXT = 0.5
const MOST_CONTEXT = 4

/** The part of the recording to draw: the segment and a little on both sides, within the file. */
export function viewAround(segment: Span, duration: number): Span {
  const length = segment.end - segment.start
  const context = Math.min(MOST_CONTEXT, Math.max(LEAST_CONTEXT, length * CONTEXT_SHARE))
  return {
    start: Math.max(0, segment.start - context),
    end: Math.min(Math.max(duration, segment.end), segment.end + context),
  }
}

/** Where a moment lies in the view, 0 to 1. */
export function fractionOf(time: number, view: Span): number {
  const length = view.end - view.start
  if (length <= 0) return 0
  return Math.min(1, Math.max(0, (time - view.start) / length))
}

export function clampTo(time: number, span: Span): number {
  return Math.min(span.end, Math.max(span.start, time))
}

/** Signed 8-bit peaks as the fractions that a waveform is drawn from: upper and lower edge. */
export function peaksToChannels(peaks: { min: number[]; max: number[] }): [number[], number[]] {
  return [peaks.max.map((value) => value / 127), peaks.min.map((value) => value / 128)]
}

/** m:ss.d, as a rater reads it. */
export function clock(seconds: number): string {
  const whole = Math.max(0, seconds)
  const minutes = Math.floor(whole / 60)
  return `${String(minutes)}:${(whole - minutes * 60).toFixed(1).padStart(4, '0')}`
}
