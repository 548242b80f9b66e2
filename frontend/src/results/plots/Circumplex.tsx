import { formatNumber } from '../../i18n'
import { linear } from './scales'
import { ellipseOf, mean } from './statistics'
import type { Point } from './statistics'
import styles from './plots.module.css'

export interface PlaneAxis {
  text: string
  min: number
  max: number
  anchors?: readonly string[]
}

export interface PlanePoint extends Point {
  id: string
}

const PAD = 34
const MOST_SIDE = 420

export function planeHeight(width: number): number {
  return Math.min(width, MOST_SIDE)
}

/** Points on a plane of two axes with their mean and an ellipse of one standard deviation. */
export function Plane({
  points,
  cells = [],
  mean: given = null,
  x: xAxis,
  y: yAxis,
  width,
}: {
  points: readonly PlanePoint[]
  /** Counts per place, where there are too many points to draw each. */
  cells?: readonly (Point & { count: number })[]
  /** Of all answers, where `points` are not all of them. */
  mean?: Point | null
  x: PlaneAxis
  y: PlaneAxis
  width: number
}) {
  const side = planeHeight(width)
  const left = (width - side) / 2
  const x = linear([xAxis.min, xAxis.max], [left + PAD, left + side - PAD])
  const y = linear([yAxis.min, yAxis.max], [side - PAD, PAD])
  const xMiddle = (xAxis.min + xAxis.max) / 2
  const yMiddle = (yAxis.min + yAxis.max) / 2
  const centre = given ?? { x: mean(points.map((p) => p.x)), y: mean(points.map((p) => p.y)) }
  const most = Math.max(1, ...cells.map((cell) => cell.count))
  const spread = ellipseOf(points)
  const xUnit = (side - 2 * PAD) / (xAxis.max - xAxis.min || 1)
  const yUnit = (side - 2 * PAD) / (yAxis.max - yAxis.min || 1)
  return (
    <g>
      <rect
        x={left + PAD}
        y={PAD}
        width={side - 2 * PAD}
        height={side - 2 * PAD}
        rx={6}
        className={styles.track}
      />
      <line x1={x(xMiddle)} x2={x(xMiddle)} y1={PAD} y2={side - PAD} className={styles.zero} />
      <line
        x1={left + PAD}
        x2={left + side - PAD}
        y1={y(yMiddle)}
        y2={y(yMiddle)}
        className={styles.zero}
      />
      <text x={left + side - PAD} y={side - PAD + 17} textAnchor="end" className={styles.tick}>
        {xAxis.anchors?.[1] || formatNumber(xAxis.max, 0)}
      </text>
      <text x={left + PAD} y={side - PAD + 17} className={styles.tick}>
        {xAxis.anchors?.[0] || formatNumber(xAxis.min, 0)}
      </text>
      <text x={x(xMiddle)} y={side - 4} textAnchor="middle" className={styles.detail}>
        {xAxis.text}
      </text>
      <text x={x(xMiddle) + 8} y={PAD - 8} textAnchor="start" className={styles.tick}>
        {yAxis.anchors?.[1] || formatNumber(yAxis.max, 0)}
      </text>
      <text x={x(xMiddle)} y={PAD - 8} textAnchor="end" className={styles.detail}>
        {yAxis.text}
      </text>
      <g className={styles.points}>
        {cells.map((cell) => (
          <circle
            key={`${String(cell.x)} ${String(cell.y)}`}
            cx={x(cell.x)}
            cy={y(cell.y)}
            r={2 + 8 * Math.sqrt(cell.count / most)}
          >
            <title>{formatNumber(cell.count)}</title>
          </circle>
        ))}
        {points.map((point) => (
          <circle key={point.id} cx={x(point.x)} cy={y(point.y)} r={4.5}>
            <title>{`${point.id}: ${formatNumber(point.x, 2)}, ${formatNumber(point.y, 2)}`}</title>
          </circle>
        ))}
      </g>
      {spread && (
        // Drawn in units of the axes and turned there, so that it fits axes of unequal length.
        <g
          transform={`translate(${String(x(spread.centre.x))} ${String(y(spread.centre.y))}) scale(${String(xUnit)} ${String(-yUnit)}) rotate(${String(spread.angle)})`}
        >
          <ellipse
            rx={spread.radii[0]}
            ry={spread.radii[1]}
            className={styles.spread}
            vectorEffect="non-scaling-stroke"
          />
        </g>
      )}
      {centre.x !== null && centre.y !== null && (
        <g className={styles.centre}>
          <circle cx={x(centre.x)} cy={y(centre.y)} r={7} />
        </g>
      )}
    </g>
  )
}
