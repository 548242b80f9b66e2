import { useState } from 'react'

import type { GridQuestion } from '../../../api/types'
import { formatNumber, m } from '../../../i18n'
import { numbersOf } from '../../numbers'
import type { WidgetProps } from '../../types'
import shared from '../../widgets/widgets.module.css'
import styles from './grid.module.css'
import { axesOf, decimalsOf, onAxis, partsOf, pointOf, shareOf } from './rules'
import type { Axis, Point } from './rules'
import { CIRCUMPLEX } from './words'

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

function placeOf(axes: { x: Axis; y: Axis }, point: Point): React.CSSProperties {
  return { left: percent(shareOf(axes.x, point.x)), bottom: percent(shareOf(axes.y, point.y)) }
}

function Words() {
  return Object.entries(CIRCUMPLEX).map(([word, [valence, arousal]]) => (
    <span
      key={word}
      className={styles.word}
      // A word near an edge grows away from it.
      style={{
        left: percent((valence + 1) / 2),
        bottom: percent((arousal + 1) / 2),
        transform: `translate(${percent(-(valence + 1) / 2)}, ${percent((arousal + 1) / 2)})`,
      }}
    >
      {m.kindWords.circumplex[word as keyof typeof CIRCUMPLEX]}
    </span>
  ))
}

/** One axis as a slider that only screen readers and their switches meet. */
function HiddenAxis(props: {
  axis: Axis
  value: number | undefined
  disabled: boolean
  onChange: (value: number) => void
}) {
  const { axis, value, disabled, onChange } = props
  return (
    <input
      type="range"
      className="visually-hidden"
      tabIndex={-1}
      min={axis.min}
      max={axis.max}
      step={axis.step}
      value={value ?? (axis.min + axis.max) / 2}
      disabled={disabled}
      aria-label={m.kindWords.axis(axis.text, axis.anchors)}
      aria-valuetext={
        value === undefined ? m.questions.notRated : formatNumber(value, decimalsOf(axis))
      }
      onChange={(event) => {
        onChange(onAxis(axis, Number(event.currentTarget.value)))
      }}
    />
  )
}

/** Where a press on the plane lies, on both axes. */
function pressed(event: React.PointerEvent<HTMLElement>, axes: { x: Axis; y: Axis }): Point {
  const box = event.currentTarget.getBoundingClientRect()
  const across = (event.clientX - box.left) / box.width
  const up = 1 - (event.clientY - box.top) / box.height
  return {
    x: onAxis(axes.x, axes.x.min + across * (axes.x.max - axes.x.min)),
    y: onAxis(axes.y, axes.y.min + up * (axes.y.max - axes.y.min)),
  }
}

function Plane(props: {
  question: GridQuestion
  point: Point | null
  disabled: boolean
  onPoint: (point: Point) => void
}) {
  const { question, point, disabled, onPoint } = props
  const axes = axesOf(question)
  const [dragged, setDragged] = useState<Point | null>(null)
  const shown = dragged ?? point
  const circumplex = axes.x.id === 'valence' && axes.y.id === 'arousal'
  return (
    <div
      className={styles.plane}
      style={{ '--across': partsOf(axes.x), '--up': partsOf(axes.y) } as React.CSSProperties}
      // Low is left and high is right in every language: a plane is not read.
      dir="ltr"
      aria-hidden="true"
      data-disabled={disabled || undefined}
      onPointerDown={(event) => {
        if (disabled || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragged(pressed(event, axes))
      }}
      onPointerMove={(event) => {
        if (dragged) setDragged(pressed(event, axes))
      }}
      onPointerUp={() => {
        if (dragged) onPoint(dragged)
        setDragged(null)
      }}
      onPointerCancel={() => {
        setDragged(null)
      }}
    >
      {circumplex && question.words !== false && <Words />}
      {shown && (
        <>
          <span className={styles.across} style={{ bottom: placeOf(axes, shown).bottom }} />
          <span className={styles.upright} style={{ left: placeOf(axes, shown).left }} />
          <span className={styles.point} style={placeOf(axes, shown)} />
        </>
      )}
    </div>
  )
}

export function GridWidget(props: WidgetProps<GridQuestion>) {
  const { question, answer, disabled, onValue } = props
  const { x, y } = axesOf(question)
  const numbers = numbersOf(answer?.value)
  const point = pointOf(question, answer?.value)
  const told = point
    ? [x, y].map(
        (axis, index) =>
          `${axis.text} ${formatNumber(index ? point.y : point.x, decimalsOf(axis))}`,
      )
    : []
  return (
    <div className={styles.grid}>
      <div className={styles.frame} dir="ltr">
        <span className={styles.top} dir="auto">
          {y.anchors[1]}
        </span>
        <span className={styles.left} dir="auto">
          {x.anchors[0]}
        </span>
        <Plane
          question={question}
          point={point}
          disabled={disabled}
          onPoint={(chosen) => {
            onValue({ [x.id]: chosen.x, [y.id]: chosen.y })
          }}
        />
        <span className={styles.right} dir="auto">
          {x.anchors[1]}
        </span>
        <span className={styles.bottom} dir="auto">
          {y.anchors[0]}
        </span>
      </div>
      {[x, y].map((axis) => (
        <HiddenAxis
          key={axis.id}
          axis={axis}
          value={numbers[axis.id]}
          disabled={disabled}
          onChange={(value) => {
            onValue({ ...numbers, [axis.id]: value }, true)
          }}
        />
      ))}
      <p className={shared.note} role="status">
        {told.length > 0 ? told.join(' · ') : m.kindWords.noPoint}
      </p>
    </div>
  )
}
