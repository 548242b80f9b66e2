import { formatNumber, m } from '../../i18n'
import { coefficientRange, linear, ticks } from './scales'
import styles from './plots.module.css'

export interface IntervalRow {
  id: string
  label: string
  detail?: string
  value: number | null
  reason: string | null
  low: number | null
  high: number | null
  colour?: string
}

const AXIS = 34
const NUMBER = 52

export function intervalHeight(rows: readonly IntervalRow[], width: number): number {
  return rows.length * rowHeight(rows, width) + AXIS
}

function rowHeight(rows: readonly IntervalRow[], width: number): number {
  const narrow = width < 560
  const detailed = rows.some((row) => row.detail)
  return (detailed ? 46 : 34) + (narrow ? 18 : 0)
}

function Mark({
  row,
  x,
  y,
  left,
}: {
  row: IntervalRow
  x: (value: number) => number
  y: number
  left: number
}) {
  if (row.value === null) {
    return (
      <text x={left} y={y + 4} className={styles.reason}>
        {m.agreement.undefined}: {row.reason}
      </text>
    )
  }
  const colour = row.colour ?? 'var(--accent)'
  return (
    <g>
      {row.low !== null && row.high !== null && (
        <line
          x1={x(row.low)}
          x2={x(row.high)}
          y1={y}
          y2={y}
          stroke={colour}
          strokeWidth={3}
          strokeLinecap="round"
        />
      )}
      <circle cx={x(row.value)} cy={y} r={6} fill={colour} className={styles.dot} />
    </g>
  )
}

/** Each value as a dot with its interval, all on one axis, with the number at the end. */
export function Intervals({ rows, width }: { rows: readonly IntervalRow[]; width: number }) {
  const narrow = width < 560
  const labels = narrow ? 0 : Math.min(340, width * 0.38)
  const left = labels + 8
  const right = width - NUMBER - 8
  const range = coefficientRange(rows.flatMap((row) => [row.value, row.low]))
  const x = linear(range, [left + 6, right - 6])
  const step = rowHeight(rows, width)
  const bottom = rows.length * step
  return (
    <g>
      {ticks(range[0], range[1], narrow ? 4 : 5).map((tick) => (
        <g key={tick}>
          <line
            x1={x(tick)}
            x2={x(tick)}
            y1={0}
            y2={bottom}
            className={tick === 0 ? styles.zero : styles.grid}
          />
          <text x={x(tick)} y={bottom + 16} textAnchor="middle" className={styles.tick}>
            {tick}
          </text>
        </g>
      ))}
      {rows.map((row, index) => {
        const top = index * step
        const y = top + step / 2 + (narrow ? 10 : 0)
        return (
          <g key={row.id}>
            <text x={0} y={narrow ? top + 15 : y + (row.detail ? -3 : 4)} className={styles.label}>
              {row.label}
            </text>
            {row.detail && !narrow && (
              <text x={0} y={y + 14} className={styles.detail}>
                {row.detail}
              </text>
            )}
            <Mark row={row} x={x} y={y} left={left + 6} />
            <text x={width} y={y + 5} textAnchor="end" className={styles.value}>
              {row.value === null ? '–' : formatNumber(row.value, 2)}
            </text>
          </g>
        )
      })}
    </g>
  )
}
