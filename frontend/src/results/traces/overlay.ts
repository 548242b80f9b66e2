/** The traces of an item over each other, and the curve that they make, ready to be drawn. Pure. */
import type { TraceOverlay } from '../../api/types'
import type { Band, Line } from '../plots/statistics'

export const RULES: readonly TraceOverlay['rule'][] = ['mean', 'ewe', 'raaw', 'raaw:align=gctw']

export interface OverlaidLine extends Line {
  /** Seconds by which it was moved earlier (the mean of a warp), and how much it counts. */
  shift: number
  weight: number
}

/** Each rater's line in one dimension, moved as the rule moves it. */
export function linesOf(
  overlay: TraceOverlay,
  dimension: string,
  nameOf: (place: number) => string,
): OverlaidLine[] {
  const at = overlay.dimensions.findIndex(({ id }) => id === dimension)
  return overlay.traces.flatMap((trace, place) => {
    const curve = trace.curves.find((one) => one.dimension === dimension)
    if (!curve) return []
    const shift = trace.shifts[at] ?? 0
    return {
      id: trace.name ?? nameOf(place + 1),
      times: curve.clock,
      values: curve.values,
      shift,
      weight: trace.weights[at] ?? 1,
    }
  })
}

/** The curve with its band; moments at which nobody has a value are left out. */
export function goldOf(overlay: TraceOverlay, dimension: string): Band[] {
  const curve = overlay.gold.find((one) => one.dimension === dimension)
  if (!curve) return []
  return curve.times.flatMap((time, at) => {
    const value = curve.values[at]
    if (value == null) return []
    return { time, mean: value, low: curve.low[at] ?? null, high: curve.high[at] ?? null, n: 0 }
  })
}

export function secondsOf(overlay: TraceOverlay): number {
  return Math.max(1, ...overlay.traces.map(({ seconds }) => seconds))
}
