import { linear } from './scales'
import styles from './plots.module.css'

export interface AmountRow {
  id: string
  text: string
  amount: number
  /** The amount with its unit. */
  shown: string
  detail?: string
  colour: string
}

const ROW = 30

export function amountsHeight(rows: readonly unknown[]): number {
  return rows.length * ROW
}

/** A horizontal bar per row, the longest as wide as there is room: seconds, words, boxes. */
export function AmountBars({ rows, width }: { rows: readonly AmountRow[]; width: number }) {
  const left = Math.min(170, width * 0.34)
  const right = width - 160
  const most = Math.max(...rows.map((row) => row.amount), 1e-9)
  const x = linear([0, most], [0, Math.max(1, right - left)])
  return (
    <g>
      {rows.map((row, index) => {
        const y = index * ROW
        return (
          <g key={row.id}>
            <text x={0} y={y + 20} className={styles.label}>
              {row.text}
            </text>
            <rect
              x={left}
              y={y + 6}
              width={Math.max(0, x(row.amount))}
              height={19}
              rx={4}
              fill={row.colour}
              className={styles.bar}
            />
            <text x={right + 96} y={y + 20} textAnchor="end" className={styles.value}>
              {row.shown}
            </text>
            <text x={width} y={y + 20} textAnchor="end" className={styles.detail}>
              {row.detail}
            </text>
          </g>
        )
      })}
    </g>
  )
}
