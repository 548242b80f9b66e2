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
  /** What stood here before, as a hollow dot, and the change in words under the number. */
  before?: number | null
  change?: string | null
}

const AXIS = 34
const LINE = 15
const NUMBER = 52
/** With the change under it. */
const NUMBER_CHANGED = 136

export function intervalHeight(rows: readonly IntervalRow[], width: number): number {
  return rows.length * rowHeight(rows, width) + AXIS
}

/** As much of a text as fits, at the width of an average letter; all of it is in the table. */
function fitting(text: string, width: number, letter = 7.4): string {
  const most = Math.floor(width / letter)
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
}

function rowHeight(rows: readonly IntervalRow[], width: number): number {
  const narrow = width < 560
  const detailed = rows.some((row) => row.detail)
  const more = Math.max(0, ...rows.map((row) => detailLines(row, narrow).length - 1))
  return (detailed ? 46 : 34) + (narrow ? 18 + more * LINE : 0)
}

/** On a phone what is measured and how much of it stand under each other. */
function detailLines({ detail }: IntervalRow, narrow: boolean): string[] {
  if (!detail) return []
  return narrow ? detail.split(' · ') : [detail]
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
          x2={x(Math.min(row.high, 1))}
          y1={y}
          y2={y}
          stroke={colour}
          strokeWidth={3}
          strokeLinecap="round"
        />
      )}
      {row.before != null && row.before !== row.value && (
        <circle cx={x(row.before)} cy={y} r={5} stroke={colour} className={styles.hollow} />
      )}
      <circle cx={x(row.value)} cy={y} r={6} fill={colour} className={styles.dot} />
    </g>
  )
}

/** Each value as a dot with its interval, all on one axis, with the number at the end. */
export function Intervals({
  rows,
  width,
  reference = null,
}: {
  rows: readonly IntervalRow[]
  width: number
  /** A value of all rows together, as a line across them. */
  reference?: number | null
}) {
  const narrow = width < 560
  const labels = narrow ? 0 : Math.min(390, width * 0.42)
  const left = labels + 8
  const right = width - (rows.some(({ change }) => change) ? NUMBER_CHANGED : NUMBER) - 8
  const range = coefficientRange(rows.flatMap((row) => [row.value, row.low, row.before ?? null]))
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
      {reference !== null && (
        <line x1={x(reference)} x2={x(reference)} y1={0} y2={bottom} className={styles.reference} />
      )}
      {rows.map((row, index) => {
        const top = index * step
        const details = detailLines(row, narrow)
        const under = Math.max(0, details.length - 1) * LINE
        const y = top + step / 2 + (narrow ? (row.detail ? 16 : 10) + under / 2 : 0)
        const [first, second] = narrow ? [top + 15, top + 31] : [y - 3, y + 14]
        return (
          <g key={row.id}>
            <text x={0} y={narrow || row.detail ? first : y + 4} className={styles.label}>
              <title>{row.label}</title>
              {fitting(row.label, narrow ? width : labels)}
            </text>
            {details.map((line, at) => (
              <text key={line} x={0} y={second + at * LINE} className={styles.detail}>
                <title>{row.detail}</title>
                {fitting(line, narrow ? width : labels, 6.5)}
              </text>
            ))}
            <Mark row={row} x={x} y={y} left={left + 6} />
            <text x={width} y={y + 5} textAnchor="end" className={styles.value}>
              {row.value === null ? '–' : formatNumber(row.value, 2)}
            </text>
            {row.change && (
              <text x={width} y={second} textAnchor="end" className={styles.detail}>
                {row.change}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
