import { formatNumber } from '../../i18n'
import { linear, ticks } from './scales'
import styles from './plots.module.css'

const ROW = 22
const HEAD = 24
const FOOT = 26
const LEFT = 118
const RIGHT = 10

export interface MarkRow {
  id: string
  text: string
  /** Null where a rater answered that there is nothing; an empty list is drawn as an empty row. */
  marks: readonly { start: number; end: number; text: string; colour: string }[]
}

export interface MarkGroup {
  id: string
  text: string
  rows: readonly MarkRow[]
}

export function markRowsHeight(groups: readonly MarkGroup[]): number {
  const named = groups.length > 1 ? HEAD : 6
  return groups.reduce((sum, { rows }) => sum + named + rows.length * ROW, FOOT)
}

/** Intervals on one axis of time: a row per rater, grouped by track. */
export function MarkRows({
  groups,
  seconds,
  width,
}: {
  groups: readonly MarkGroup[]
  seconds: number
  width: number
}) {
  const x = linear([0, seconds], [LEFT, width - RIGHT])
  const bottom = markRowsHeight(groups) - FOOT
  const named = groups.length > 1 ? HEAD : 6
  const tops = groups.map((_, at) =>
    groups.slice(0, at).reduce((sum, { rows }) => sum + named + rows.length * ROW, 0),
  )
  return (
    <g>
      {ticks(0, seconds, Math.max(2, Math.floor((width - LEFT) / 90))).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={4} y2={bottom} className={styles.grid} />
          <text x={x(tick)} y={bottom + 17} textAnchor="middle" className={styles.tick}>
            {`${formatNumber(tick, tick % 1 ? 1 : 0)} s`}
          </text>
        </g>
      ))}
      {groups.map((group, at) => (
        <g key={group.id} transform={`translate(0 ${String(tops[at] ?? 0)})`}>
          {groups.length > 1 && (
            <text x={0} y={17} className={styles.label} fontWeight={600}>
              {group.text}
            </text>
          )}
          {group.rows.map((row, place) => (
            <g key={row.id} transform={`translate(0 ${String(named + place * ROW)})`}>
              <text x={LEFT - 8} y={15} textAnchor="end" className={styles.tick}>
                {row.text}
              </text>
              <line
                x1={LEFT}
                x2={width - RIGHT}
                y1={ROW - 1}
                y2={ROW - 1}
                className={styles.grid}
              />
              {row.marks.map((mark) => (
                <rect
                  key={`${mark.text} ${String(mark.start)} ${String(mark.end)}`}
                  x={x(mark.start)}
                  y={3}
                  width={Math.max(2, x(mark.end) - x(mark.start))}
                  height={ROW - 7}
                  rx={3}
                  fill={mark.colour}
                  fillOpacity={0.75}
                  stroke={mark.colour}
                >
                  <title>
                    {`${mark.text}, ${formatNumber(mark.start, 2)} – ${formatNumber(mark.end, 2)} s`}
                  </title>
                </rect>
              ))}
            </g>
          ))}
        </g>
      ))}
    </g>
  )
}

export interface MarkedBox {
  id: string
  /** The label, written at the upper left corner. */
  text: string
  rater: string
  colour: string
  dash: string | undefined
  x: number
  y: number
  width: number
  height: number
}

const MOST_HEIGHT = 460

/** The picture as wide as there is room, and no higher than a screen has. */
export function pictureSize(width: number, aspect: number): { width: number; height: number } {
  const height = Math.min(MOST_HEIGHT, width / aspect)
  return { width: height * aspect, height }
}

/** Boxes over their picture; all numbers of a box are shares of the picture. */
export function MarkedPicture({
  url,
  aspect,
  boxes,
  width,
}: {
  url: string | null
  aspect: number
  boxes: readonly MarkedBox[]
  width: number
}) {
  const size = pictureSize(width, aspect)
  return (
    <g>
      <rect width={size.width} height={size.height} className={styles.picture} />
      {url !== null && <image href={url} width={size.width} height={size.height} />}
      {boxes.map((box) => (
        <g key={box.id}>
          <rect
            x={box.x * size.width}
            y={box.y * size.height}
            width={box.width * size.width}
            height={box.height * size.height}
            fill={box.colour}
            fillOpacity={0.08}
            stroke="#fff"
            strokeWidth={4}
            strokeOpacity={0.7}
          />
          <rect
            x={box.x * size.width}
            y={box.y * size.height}
            width={box.width * size.width}
            height={box.height * size.height}
            fill="none"
            stroke={box.colour}
            strokeWidth={2}
            strokeDasharray={box.dash}
          >
            <title>{`${box.text}, ${box.rater}`}</title>
          </rect>
          <text
            x={box.x * size.width + 5}
            y={box.y * size.height + 15}
            className={styles.onPicture}
            fill={box.colour}
          >
            {box.text}
          </text>
        </g>
      ))}
    </g>
  )
}
