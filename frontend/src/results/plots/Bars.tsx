import { formatNumber, formatPercent } from '../../i18n'
import { linear, ticks } from './scales'
import styles from './plots.module.css'

export interface ShareRow {
  id: string
  text: string
  share: number | null
  count: number
  colour: string
}

const SHARE_ROW = 32

export function sharesHeight(rows: readonly unknown[]): number {
  return rows.length * SHARE_ROW
}

/** A horizontal bar per label: the soft label of a whole set, with share and count. */
export function ShareBars({ rows, width }: { rows: readonly ShareRow[]; width: number }) {
  const left = Math.min(150, width * 0.32)
  const right = width - 110
  const x = linear([0, 1], [0, right - left])
  return (
    <g>
      {rows.map((row, index) => {
        const y = index * SHARE_ROW
        return (
          <g key={row.id}>
            <text x={0} y={y + 20} className={styles.label}>
              {row.text}
            </text>
            <rect
              x={left}
              y={y + 6}
              width={Math.max(1, right - left)}
              height={20}
              rx={4}
              className={styles.track}
            />
            <rect
              x={left}
              y={y + 6}
              width={Math.max(0, x(row.share ?? 0))}
              height={20}
              rx={4}
              fill={row.colour}
              className={styles.bar}
            />
            <text x={right + 50} y={y + 21} textAnchor="end" className={styles.value}>
              {row.share === null ? '–' : formatPercent(row.share)}
            </text>
            <text x={width} y={y + 21} textAnchor="end" className={styles.detail}>
              {formatNumber(row.count)}
            </text>
          </g>
        )
      })}
    </g>
  )
}

export interface Column {
  id: string
  /** Under the column; empty where there is no room for each. */
  text: string
  count: number
  colour?: string
}

export const COLUMNS_HEIGHT = 210
const FOOT = 40
const HEAD = 18
/** Few columns stay columns. */
const MOST_SLOT = 110

/** Vertical columns with their counts on top: histograms, days. */
export function Columns({
  rows,
  width,
  xTitle,
}: {
  rows: readonly Column[]
  width: number
  xTitle?: string
}) {
  const most = Math.max(1, ...rows.map((row) => row.count))
  const bottom = COLUMNS_HEIGHT - FOOT
  const y = linear([0, most], [bottom, HEAD])
  const slot = Math.min(MOST_SLOT, (width - 36) / Math.max(1, rows.length))
  const gap = Math.min(12, slot * 0.22)
  const every = Math.ceil(46 / slot)
  return (
    <g>
      {ticks(0, most, 3)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <line
              x1={32}
              x2={width}
              y1={y(tick)}
              y2={y(tick)}
              className={tick === 0 ? styles.zero : styles.grid}
            />
            <text x={26} y={y(tick) + 4} textAnchor="end" className={styles.tick}>
              {tick}
            </text>
          </g>
        ))}
      {rows.map((row, index) => {
        const left = 36 + index * slot + gap / 2
        const centre = left + (slot - gap) / 2
        return (
          <g key={row.id}>
            <rect
              x={left}
              y={y(row.count)}
              width={Math.max(1, slot - gap)}
              height={bottom - y(row.count)}
              rx={3}
              fill={row.colour ?? 'var(--accent)'}
            />
            {slot > 26 && row.count > 0 && (
              <text x={centre} y={y(row.count) - 4} textAnchor="middle" className={styles.detail}>
                {formatNumber(row.count)}
              </text>
            )}
            {index % every === 0 && (
              <text x={centre} y={bottom + 16} textAnchor="middle" className={styles.tick}>
                {row.text}
              </text>
            )}
          </g>
        )
      })}
      {xTitle && (
        <text
          x={36 + (slot * rows.length) / 2}
          y={COLUMNS_HEIGHT - 6}
          textAnchor="middle"
          className={styles.detail}
        >
          {xTitle}
        </text>
      )}
    </g>
  )
}
