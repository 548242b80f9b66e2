import { formatNumber } from '../../i18n'
import { linear, ticks } from './scales'
import styles from './plots.module.css'

export interface Strip {
  id: string
  text: string
  parts: readonly { start: number; end: number; label: string; colour: string }[]
}

const ROW = 30
const FOOT = 26

export function stripsHeight(strips: readonly unknown[]): number {
  return strips.length * ROW + FOOT
}

/** A row per rater (or track) with the stretches that they marked, on one axis of seconds. */
export function Strips({
  strips,
  seconds,
  width,
}: {
  strips: readonly Strip[]
  seconds: number
  width: number
}) {
  const left = Math.min(130, width * 0.25)
  const x = linear([0, seconds], [left, width - 6])
  const bottom = strips.length * ROW
  return (
    <g>
      {ticks(0, seconds, Math.max(2, Math.floor((width - left) / 110))).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={0} y2={bottom} className={styles.grid} />
          <text x={x(tick)} y={bottom + 18} textAnchor="middle" className={styles.tick}>
            {`${formatNumber(tick, tick % 1 ? 1 : 0)} s`}
          </text>
        </g>
      ))}
      {strips.map((strip, row) => (
        <g key={strip.id}>
          <text x={0} y={row * ROW + 19} className={styles.label}>
            {strip.text}
          </text>
          {strip.parts.map((part, index) => {
            const wide = Math.max(2, x(part.end) - x(part.start))
            return (
              <g key={`${String(part.start)} ${part.label} ${String(index)}`}>
                <rect
                  x={x(part.start)}
                  y={row * ROW + 5}
                  width={wide}
                  height={20}
                  rx={3}
                  fill={part.colour}
                  className={styles.bar}
                >
                  <title>{`${part.label}, ${formatNumber(part.start, 2)}–${formatNumber(part.end, 2)} s`}</title>
                </rect>
                {wide > part.label.length * 7 + 8 && (
                  <text x={x(part.start) + 5} y={row * ROW + 19} className={styles.onBar}>
                    {part.label}
                  </text>
                )}
              </g>
            )
          })}
        </g>
      ))}
    </g>
  )
}
