/** Draws traces on a canvas. While recording, only the last seconds: the same work in every frame. */
import { fitCanvas } from '../../../player/canvas'
import type { TraceBuffer } from './buffer'

export interface Range {
  min: number
  max: number
}

export interface StripStyle {
  colours: readonly string[]
  grid: string
}

/** Seconds of the trace that are drawn while it is recorded, and the room left ahead of them. */
const RECENT = 12
const AHEAD = 1.5

/** Room around an unbounded trace, as a share of what it has covered. */
const MARGIN = 0.15

/** The ends of what is drawn: those of the scheme, or wide enough for all that was given. */
export function drawnRange(fixed: Range | null, buffer: TraceBuffer, now: number | null): Range {
  if (fixed) return fixed
  const extent = buffer.extent()
  const low = Math.min(-0.5, extent?.low ?? 0, now ?? 0)
  const high = Math.max(0.5, extent?.high ?? 0, now ?? 0)
  const room = (high - low) * MARGIN
  return { min: low - room, max: high + room }
}

export function shareOf(value: number, { min, max }: Range): number {
  return max > min ? (value - min) / (max - min) : 0.5
}

function drawMiddle(context: CanvasRenderingContext2D, style: StripStyle, y: number, to: number) {
  context.strokeStyle = style.grid
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(0, y)
  context.lineTo(to, y)
  context.stroke()
}

/** The last seconds up to now: a few hundred points, however long the recording is. */
export function drawRecent(
  canvas: HTMLCanvasElement,
  buffer: TraceBuffer,
  ranges: readonly Range[],
  now: number,
  style: StripStyle,
): void {
  const context = fitCanvas(canvas)
  if (!context) return
  const { clientWidth: width, clientHeight: height } = canvas
  const start = Math.max(0, now - RECENT + AHEAD)
  const x = (time: number) => ((time - start) / RECENT) * width
  drawMiddle(context, style, height / 2, width)
  const times = buffer.times()
  const first = Math.max(0, buffer.indexAt(start) - 1)
  ranges.forEach((range, dimension) => {
    const values = buffer.values(dimension)
    const y = (value: number) => height - 3 - shareOf(value, range) * (height - 6)
    context.strokeStyle = style.colours[dimension] ?? style.grid
    context.lineWidth = 2
    context.beginPath()
    for (let index = first; index < times.length; index += 1) {
      context.lineTo(x(times[index] ?? 0), y(values[index] ?? 0))
    }
    context.stroke()
  })
}

/** The whole recording: for each column of pixels its lowest and highest value. */
export function drawWhole(
  canvas: HTMLCanvasElement,
  buffer: TraceBuffer,
  ranges: readonly Range[],
  seconds: number,
  style: StripStyle,
): void {
  const context = fitCanvas(canvas)
  if (!context) return
  const { clientWidth: width, clientHeight: height } = canvas
  drawMiddle(context, style, height / 2, width)
  const times = buffer.times()
  ranges.forEach((range, dimension) => {
    const values = buffer.values(dimension)
    const y = (value: number) => height - 3 - shareOf(value, range) * (height - 6)
    context.strokeStyle = style.colours[dimension] ?? style.grid
    context.lineWidth = 1.75
    context.beginPath()
    let index = 0
    for (let column = 0; column <= width && index < times.length; column += 1) {
      const until = ((column + 1) / width) * seconds
      let low = Infinity
      let high = -Infinity
      while (index < times.length && (times[index] ?? 0) < until) {
        const value = values[index] ?? 0
        low = Math.min(low, value)
        high = Math.max(high, value)
        index += 1
      }
      if (low > high) continue
      context.lineTo(column, y(low))
      if (high > low) context.lineTo(column, y(high))
    }
    context.stroke()
  })
}
