import { formatNumber } from '../../i18n'
import { linear, ticks } from './scales'
import { bandOf } from './statistics'
import type { Band, Line } from './statistics'
import styles from './plots.module.css'

export const TRACES_HEIGHT = 230
const FOOT = 34
const HEAD = 10
const LEFT = 46

/** Long recordings have more samples than the drawing has points. */
const MOST_POINTS = 1500

function path(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('')
}

/** The ends of the axis: those of the question, or those of the lines where it has none. */
export function traceRange(
  lines: readonly Line[],
  min: number | null,
  max: number | null,
): [number, number] {
  const values = lines.flatMap((line) => line.values)
  const low = min ?? values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = max ?? values.reduce((most, value) => Math.max(most, value), -Infinity)
  return Number.isFinite(low) && low < high ? [low, high] : [-1, 1]
}

/** One thin line per rater, and bold with its band what they make: `gold`, or their mean. */
export function Traces({
  lines,
  seconds,
  range,
  width,
  gold,
}: {
  lines: readonly Line[]
  seconds: number
  range: readonly [number, number]
  width: number
  gold?: readonly Band[]
}) {
  const bottom = TRACES_HEIGHT - FOOT
  const x = linear([0, seconds], [LEFT, width - 8])
  const y = linear(range, [bottom, HEAD])
  const band = gold ?? (lines.length > 1 ? bandOf(lines, seconds) : [])
  const wide = band.filter((point) => point.low !== null && point.high !== null)
  const outline = [
    ...wide.map((point) => [x(point.time), y(Math.min(range[1], point.high ?? 0))] as const),
    ...[...wide]
      .reverse()
      .map((point) => [x(point.time), y(Math.max(range[0], point.low ?? 0))] as const),
  ]
  return (
    <g>
      {ticks(range[0], range[1], 4).map((tick) => (
        <g key={tick}>
          <line
            x1={LEFT}
            x2={width - 8}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? styles.zero : styles.grid}
          />
          <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className={styles.tick}>
            {tick}
          </text>
        </g>
      ))}
      {ticks(0, seconds, Math.max(2, Math.floor(width / 110))).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 18} textAnchor="middle" className={styles.tick}>
          {`${formatNumber(tick, tick % 1 ? 1 : 0)} s`}
        </text>
      ))}
      {outline.length > 2 && <path d={`${path(outline)}Z`} className={styles.band} />}
      {lines.map((line) => {
        const every = Math.max(1, Math.ceil(line.times.length / MOST_POINTS))
        const points = line.times.flatMap((time, index) =>
          index % every === 0 && time >= 0 && time <= seconds
            ? [[x(time), y(line.values[index] ?? 0)] as const]
            : [],
        )
        return (
          <path key={line.id} d={path(points)} className={styles.thin}>
            <title>{line.id}</title>
          </path>
        )
      })}
      {band.length > 0 && (
        <path
          d={path(band.map((point) => [x(point.time), y(point.mean)] as const))}
          className={styles.bold}
        />
      )}
    </g>
  )
}
