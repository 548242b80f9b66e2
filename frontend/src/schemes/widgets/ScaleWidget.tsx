import type { ScaleQuestion } from '../../api/types'
import { m } from '../../i18n'
import { CONFIDENCE_LEVELS } from '../rules/common'
import { scalePoints } from '../rules/scale'
import type { WidgetProps } from '../types'
import { Manikin } from './Manikin'
import styles from './widgets.module.css'

/** More points than this do not fit beside each other; they become a line. */
const MOST_BUTTONS = 11

interface PointsProps {
  name: string
  legend: string
  points: readonly number[]
  value: number | null
  disabled: boolean
  draw?: (level: number) => React.ReactNode
  onChange: (value: number) => void
}

function Points({ name, legend, points, value, disabled, draw, onChange }: PointsProps) {
  return (
    <div
      className={styles.points}
      role="radiogroup"
      aria-label={legend}
      data-drawn={draw ? true : undefined}
    >
      {points.map((point, index) => (
        <label key={point} className={styles.point} data-checked={value === point || undefined}>
          <input
            type="radio"
            name={name}
            tabIndex={-1}
            data-option
            checked={value === point}
            disabled={disabled}
            onChange={() => {
              onChange(point)
            }}
          />
          {draw?.(points.length > 1 ? index / (points.length - 1) : 0)}
          <span className={styles.pointText}>{point}</span>
        </label>
      ))}
    </div>
  )
}

function Anchors({ low, high }: { low: string | undefined; high: string | undefined }) {
  if (!low && !high) return null
  return (
    <div className={styles.anchors}>
      <span>{low}</span>
      <span>{high}</span>
    </div>
  )
}

function Line({
  question,
  value,
  disabled,
  onChange,
}: {
  question: ScaleQuestion
  value: number | null
  disabled: boolean
  onChange: (value: number) => void
}) {
  const fill = value === null ? 0 : ((value - question.min) / (question.max - question.min)) * 100
  return (
    <div className={styles.row} data-single data-unset={value === null || undefined}>
      <input
        type="range"
        tabIndex={-1}
        data-option
        className={styles.line}
        style={{ '--fill': `${String(fill)}%`, '--colour': 'var(--accent)' } as React.CSSProperties}
        min={question.min}
        max={question.max}
        step={question.step ?? 1}
        value={value ?? (question.min + question.max) / 2}
        disabled={disabled}
        aria-label={question.text}
        aria-valuetext={value === null ? m.questions.unanswered : String(value)}
        onChange={(event) => {
          onChange(Number(event.currentTarget.value))
        }}
        onPointerUp={(event) => {
          if (value === null) onChange(Number(event.currentTarget.value))
        }}
      />
      <output className={styles.number}>{value ?? '–'}</output>
    </div>
  )
}

export function ScaleWidget({ question, answer, disabled, onValue }: WidgetProps<ScaleQuestion>) {
  const points = scalePoints(question)
  const value = typeof answer?.value === 'number' ? answer.value : null
  const { dimension } = question
  const asLine = question.style === 'slider' || points.length > MOST_BUTTONS
  const drawn = question.style === 'sam' && dimension
  return (
    <div>
      {asLine ? (
        <Line question={question} value={value} disabled={disabled} onChange={onValue} />
      ) : (
        <Points
          name={question.id}
          legend={question.text}
          points={points}
          value={value}
          disabled={disabled}
          onChange={onValue}
          {...(drawn
            ? { draw: (level: number) => <Manikin dimension={dimension} level={level} /> }
            : {})}
        />
      )}
      <Anchors low={question.anchors?.[0]} high={question.anchors?.[1]} />
      {asLine && value === null && <p className={styles.note}>{m.questions.sliderHint}</p>}
    </div>
  )
}

export function ConfidenceWidget({
  name,
  value,
  disabled,
  onChange,
}: {
  name: string
  value: number | null
  disabled: boolean
  onChange: (value: number) => void
}) {
  return (
    <div className={styles.confidence}>
      <span>{m.questions.confidenceLow}</span>
      <Points
        name={`${name}-confidence`}
        legend={m.questions.confidence}
        points={CONFIDENCE_LEVELS}
        value={value}
        disabled={disabled}
        onChange={onChange}
      />
      <span>{m.questions.confidenceHigh}</span>
    </div>
  )
}
