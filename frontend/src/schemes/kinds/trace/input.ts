/**
 * Where the value stands, whatever moves it: a pointer, a wheel, keys that are held, a gamepad.
 * Before anything was moved there is no value: a trace begins with the rater, not in the middle.
 */
import type { TraceDevice, TraceQuestion } from '../../../api/types'
import { traceRange } from './rules'

export interface TraceInput {
  /** Null until the rater moved something. */
  values: () => Float64Array | null
  /** The device that moved the value most often. */
  device: () => TraceDevice
  /** A place on the control, 0 to 1 from the left and from the bottom. Bounded mode only. */
  pointAt: (x: number, y: number, device: 'mouse' | 'touch') => void
  /** A movement, as a share of the control's height. */
  moveBy: (dimension: number, share: number, device: TraceDevice) => void
  press: (key: string) => void
  release: (key: string) => void
  releaseAll: () => void
  /** Axes from -1 to 1, right and up positive, in the order of the dimensions. */
  stick: (axes: readonly number[], seconds: number) => void
  /** Let held keys act for this long. */
  advance: (seconds: number) => void
  /** Start over; `at` goes on from the values of an earlier part. */
  reset: (at: ArrayLike<number> | null) => void
}

/** A held key goes from end to end in this many seconds. */
const SWEEP_SECONDS = 2.5
/** What a single press moves at least, so that a short tap is never lost between two frames. */
const TAP = 0.01
const DEADZONE = 0.08
const STICK_STEP = 0.02

const KEYS: Record<string, readonly [dimension: number, direction: 1 | -1]> = {
  ArrowUp: [1, 1],
  ArrowDown: [1, -1],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

interface Range {
  low: number
  high: number
}

export function createTraceInput(question: TraceQuestion): TraceInput {
  const unbounded = question.mode === 'unbounded'
  const ranges: Range[] = question.dimensions.map(({ id }) => {
    const { min, max } = traceRange(question, id) ?? { min: -Infinity, max: Infinity }
    return { low: min, high: max }
  })
  const single = ranges.length === 1
  const values = new Float64Array(ranges.length)
  const counts = new Map<TraceDevice, number>()
  const held = new Set<string>()
  let begun = false
  let lastStick: readonly number[] = []

  const widthOf = (range: Range) => (unbounded ? 1 : range.high - range.low)
  const rest = () => {
    ranges.forEach((range, index) => {
      values[index] = unbounded ? 0 : (range.low + range.high) / 2
    })
  }
  const set = (dimension: number, value: number, device: TraceDevice) => {
    const range = ranges[dimension]
    if (!range) return
    begun = true
    counts.set(device, (counts.get(device) ?? 0) + 1)
    values[dimension] = Math.min(range.high, Math.max(range.low, value))
  }
  const moveBy = (dimension: number, share: number, device: TraceDevice) => {
    const range = ranges[dimension]
    if (range) set(dimension, (values[dimension] ?? 0) + share * widthOf(range), device)
  }
  /** Up and down move the only dimension, or the second of two; left and right the first of two. */
  const keyMoves = (key: string, share: number) => {
    const [dimension, direction] = KEYS[key] ?? [0, 1]
    if (!(key in KEYS) || (single && dimension === 0)) return
    moveBy(single ? 0 : dimension, direction * share, 'keys')
  }
  const bend = (axis: number) =>
    Math.abs(axis) < DEADZONE ? 0 : (axis - Math.sign(axis) * DEADZONE) / (1 - DEADZONE)

  rest()
  return {
    values: () => (begun ? values : null),
    device() {
      const [most] = [...counts].sort((a, b) => b[1] - a[1])
      return most?.[0] ?? 'mouse'
    },
    pointAt(x, y, device) {
      if (unbounded) return
      ranges.forEach((range, dimension) => {
        const share = single || dimension === 1 ? y : x
        set(dimension, range.low + share * (range.high - range.low), device)
      })
    },
    moveBy,
    press(key) {
      if (held.has(key)) return
      held.add(key)
      keyMoves(key, TAP)
    },
    release(key) {
      held.delete(key)
    },
    releaseAll() {
      held.clear()
    },
    stick(axes, seconds) {
      const moved = axes.some(
        (axis, index) => Math.abs(axis - (lastStick[index] ?? 0)) > STICK_STEP,
      )
      ranges.forEach((range, dimension) => {
        const axis = bend(axes[dimension] ?? 0)
        if (unbounded) {
          if (axis !== 0) moveBy(dimension, (axis * seconds) / SWEEP_SECONDS, 'gamepad')
        } else if (moved) {
          set(dimension, range.low + ((axis + 1) / 2) * (range.high - range.low), 'gamepad')
        }
      })
      // A slow push is many small steps: only what was taken over counts as seen.
      if (moved) lastStick = [...axes]
    },
    advance(seconds) {
      for (const key of held) keyMoves(key, seconds / SWEEP_SECONDS)
    },
    reset(at) {
      begun = at !== null
      held.clear()
      counts.clear()
      lastStick = []
      rest()
      if (at) values.set(Array.from(at).slice(0, ranges.length))
    },
  }
}
