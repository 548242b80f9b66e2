import { formatNumber, formatPercent } from '../../i18n'
import { linear, ticks } from './scales'
import styles from './plots.module.css'

export interface DotRow {
  id: string
  text: string
  value: number | null
  low: number | null
  high: number | null
  count?: number
  colour: string
}

const ROW = 36
const FOOT = 40

export function dotsHeight(rows: readonly unknown[]): number {
  return rows.length * ROW + FOOT
}

/** A value with its interval per row, on an axis of the caller's: mean ranks, rates. */
export function Dots({
  rows,
  range,
  xTitle,
  percent = false,
  format,
  width,
}: {
  rows: readonly DotRow[]
  range: readonly [number, number]
  xTitle: string
  percent?: boolean
  /** How values and ticks read, where neither a number nor a percentage says it. */
  format?: (value: number) => string
  width: number
}) {
  const left = Math.min(160, width * 0.34)
  const right = width - 62
  const x = linear(range, [left + 8, right - 8])
  const bottom = rows.length * ROW
  const shown =
    format ?? ((value: number) => (percent ? formatPercent(value) : formatNumber(value, 2)))
  return (
    <g>
      {ticks(range[0], range[1], width < 560 ? 4 : 6).map((tick) => (
        <g key={tick}>
          <line
            x1={x(tick)}
            x2={x(tick)}
            y1={0}
            y2={bottom}
            className={tick === 0 ? styles.zero : styles.grid}
          />
          <text x={x(tick)} y={bottom + 16} textAnchor="middle" className={styles.tick}>
            {format?.(tick) ?? (percent ? formatPercent(tick) : tick)}
          </text>
        </g>
      ))}
      {rows.map((row, index) => {
        const y = index * ROW + ROW / 2
        return (
          <g key={row.id}>
            <text x={0} y={y + 5} className={styles.label}>
              {row.text}
            </text>
            {row.low !== null && row.high !== null && (
              <line
                x1={x(row.low)}
                x2={x(row.high)}
                y1={y}
                y2={y}
                stroke={row.colour}
                strokeWidth={4}
                strokeLinecap="round"
              />
            )}
            {row.value !== null && (
              <circle cx={x(row.value)} cy={y} r={7} fill={row.colour} className={styles.dot} />
            )}
            <text x={width} y={y + 5} textAnchor="end" className={styles.value}>
              {row.value === null ? '–' : shown(row.value)}
            </text>
          </g>
        )
      })}
      <text x={(left + right) / 2} y={bottom + 34} textAnchor="middle" className={styles.detail}>
        {xTitle}
      </text>
    </g>
  )
}
