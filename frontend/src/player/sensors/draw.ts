/** Draws one channel on a canvas. Called when there are other numbers, sizes or colours. */
import { fitCanvas } from '../canvas'
import { gapsOf } from './envelope'
import type { Envelope } from './envelope'

export interface TrackColours {
  line: string
  grid: string
  gap: string
}

const ROOM = 5
const HATCH = 6

export function coloursOf(element: Element): TrackColours {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    line: colour('--wave-played'),
    grid: colour('--line'),
    gap: colour('--surface-2'),
  }
}

/** Where nothing was measured the track is hatched: it cannot be taken for a flat line. */
function drawGaps(
  context: CanvasRenderingContext2D,
  envelope: Envelope,
  width: number,
  height: number,
  colours: TrackColours,
) {
  const { start, end } = envelope.span
  const x = (time: number) => ((time - start) / (end - start)) * width
  for (const gap of gapsOf(envelope)) {
    const [left, right] = [x(gap.start), x(gap.end)]
    context.save()
    context.beginPath()
    context.rect(left, 0, right - left, height)
    context.clip()
    context.fillStyle = colours.gap
    context.fill()
    context.strokeStyle = colours.grid
    context.lineWidth = 1
    context.beginPath()
    for (let from = left - height; from < right; from += HATCH) {
      context.moveTo(from, height)
      context.lineTo(from + height, 0)
    }
    context.stroke()
    context.restore()
  }
}

export function drawTrack(
  canvas: HTMLCanvasElement,
  envelope: Envelope,
  range: { low: number; high: number } | null,
  colours: TrackColours,
): void {
  const context = fitCanvas(canvas)
  if (!context) return
  const { clientWidth: width, clientHeight: height } = canvas
  drawGaps(context, envelope, width, height, colours)
  if (!range) return
  const { low, high } = range
  const column = width / Math.max(1, envelope.min.length)
  const x = (at: number) => (at + 0.5) * column
  const y = (value: number) => height - ROOM - ((value - low) / (high - low)) * (height - 2 * ROOM)
  if (low < 0 && high > 0) {
    context.fillStyle = colours.grid
    context.fillRect(0, Math.round(y(0)), width, 1)
  }
  context.lineWidth = 1.5
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.strokeStyle = colours.line
  for (const [first, last] of envelope.runs) {
    context.beginPath()
    for (let at = first; at <= last; at += 1) {
      const [lowest, highest] = [envelope.min[at] ?? null, envelope.max[at] ?? null]
      if (lowest === null || highest === null) continue
      context.lineTo(x(at), y(lowest))
      // A number that stands alone is a dot, as a line of no length with round ends draws it.
      context.lineTo(x(at), y(highest))
    }
    context.stroke()
  }
}
