import { formatNumber } from '../../i18n'
import styles from './plots.module.css'

const ROW = 34
const HEAD = 28
const TURNED_HEAD = 84
/** The last of the turned headings leans beyond its column. */
const OVERHANG = 30
/** A column below this has no room for its heading, or for its number. */
const HEADING = 74
const NUMBER = 24

interface Named {
  id: string
  text: string
}

interface Shape {
  left: number
  cell: number
  head: number
  turned: boolean
}

function shapeOf(columns: readonly unknown[], width: number): Shape {
  const left = Math.min(150, width * 0.32)
  const plain = (width - left) / Math.max(1, columns.length)
  if (plain >= HEADING) return { left, cell: plain, turned: false, head: HEAD }
  const cell = (width - left - OVERHANG) / Math.max(1, columns.length)
  return { left, cell, turned: true, head: TURNED_HEAD }
}

export function matrixHeight(
  rows: readonly unknown[],
  columns: readonly unknown[] = [],
  width = Infinity,
): number {
  return rows.length * ROW + (columns.length ? shapeOf(columns, width).head : HEAD)
}

function Heading({ column, at, shape }: { column: Named; at: number; shape: Shape }) {
  const x = shape.left + shape.cell * (at + 0.5)
  if (!shape.turned) {
    return (
      <text x={x} y={17} textAnchor="middle" className={styles.tick}>
        {column.text}
      </text>
    )
  }
  const y = shape.head - 8
  return (
    <text x={x} y={y} transform={`rotate(-52 ${String(x)} ${String(y)})`} className={styles.tick}>
      {column.text}
    </text>
  )
}

/**
 * Counts in a grid of rows and columns; the number stands in the cell where it has room, and shares
 * of the row shade it, so that a rare label reads as well as a frequent one when `byRow`.
 */
export function Matrix({
  rows,
  columns,
  count,
  width,
  byRow = false,
}: {
  rows: readonly Named[]
  columns: readonly Named[]
  count: (row: string, column: string) => number
  width: number
  byRow?: boolean
}) {
  const shape = shapeOf(columns, width)
  const { left, cell, head } = shape
  const largest = (row: Named) => Math.max(0, ...columns.map((c) => count(row.id, c.id)))
  const most = Math.max(1, ...rows.map(largest))
  return (
    <g>
      {columns.map((column, at) => (
        <Heading key={column.id} column={column} at={at} shape={shape} />
      ))}
      {rows.map((row, y) => {
        const full = byRow ? Math.max(1e-9, largest(row)) : most
        return (
          <g key={row.id}>
            <text x={0} y={head + y * ROW + 21} className={styles.label}>
              {row.text}
            </text>
            {columns.map((column, x) => {
              const value = count(row.id, column.id)
              return (
                <g key={column.id}>
                  <title>{`${row.text}, ${column.text}: ${formatNumber(value)}`}</title>
                  <rect
                    x={left + cell * x + 1}
                    y={head + y * ROW + 1}
                    width={Math.max(1, cell - 2)}
                    height={ROW - 2}
                    rx={4}
                    className={styles.cell}
                    fillOpacity={0.06 + (value / full) * 0.44}
                  />
                  {cell >= Math.max(NUMBER, formatNumber(value).length * 8.5) && (
                    <text
                      x={left + cell * (x + 0.5)}
                      y={head + y * ROW + 21}
                      textAnchor="middle"
                      className={styles.value}
                    >
                      {formatNumber(value)}
                    </text>
                  )}
                </g>
              )
            })}
          </g>
        )
      })}
    </g>
  )
}
