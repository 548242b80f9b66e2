import { formatNumber } from '../../i18n'
import styles from './plots.module.css'

const ROW = 34
const HEAD = 28

export function matrixHeight(rows: readonly unknown[]): number {
  return rows.length * ROW + HEAD
}

/** Counts in a grid of rows and columns; the number always stands in the cell. */
export function Matrix({
  rows,
  columns,
  count,
  width,
}: {
  rows: readonly { id: string; text: string }[]
  columns: readonly { id: string; text: string }[]
  count: (row: string, column: string) => number
  width: number
}) {
  const left = Math.min(150, width * 0.32)
  const cell = (width - left) / Math.max(1, columns.length)
  const most = Math.max(1, ...rows.flatMap((r) => columns.map((c) => count(r.id, c.id))))
  return (
    <g>
      {columns.map((column, index) => (
        <text
          key={column.id}
          x={left + cell * (index + 0.5)}
          y={17}
          textAnchor="middle"
          className={styles.tick}
        >
          {column.text}
        </text>
      ))}
      {rows.map((row, y) => (
        <g key={row.id}>
          <text x={0} y={HEAD + y * ROW + 21} className={styles.label}>
            {row.text}
          </text>
          {columns.map((column, x) => {
            const value = count(row.id, column.id)
            return (
              <g key={column.id}>
                <rect
                  x={left + cell * x + 1}
                  y={HEAD + y * ROW + 1}
                  width={Math.max(1, cell - 2)}
                  height={ROW - 2}
                  rx={4}
                  className={styles.cell}
                  fillOpacity={0.08 + (value / most) * 0.42}
                />
                <text
                  x={left + cell * (x + 0.5)}
                  y={HEAD + y * ROW + 21}
                  textAnchor="middle"
                  className={styles.value}
                >
                  {formatNumber(value)}
                </text>
              </g>
            )
          })}
        </g>
      ))}
    </g>
  )
}
