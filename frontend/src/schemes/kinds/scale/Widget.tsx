import type { ScaleQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import type { WidgetProps } from '../../types'
import { Points } from '../../widgets/Points'
import { useScrollGuard } from '../../widgets/useScrollGuard'
import styles from '../../widgets/widgets.module.css'
import { Manikin } from './Manikin'
import { isLine, scalePoints } from './rules'

function Anchors({ low, high }: { low: string | undefined; high: string | undefined }) {
  if (!low && !high) return null
  return (
    <div className={styles.anchors}>
      <span dir="auto">{low}</span>
      <span dir="auto">{high}</span>
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
  onChange: (value: number | null) => void
}) {
  const guard = useScrollGuard(value, onChange)
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
        {...guard}
        onChange={(event) => {
          onChange(Number(event.currentTarget.value))
        }}
        onPointerUp={(event) => {
          if (value === null && event.button === 0) onChange(Number(event.currentTarget.value))
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
  const worded = question.levels?.length === points.length ? question.levels : null
  const asLine = isLine(question)
  const drawn = question.style === 'sam' && dimension
  const [low, high] = question.anchors ?? []
  // Points that say the same words already need no anchors under them.
  const said = worded !== null && worded[0] === low && worded.at(-1) === high
  const slide = (number: number | null) => {
    onValue(number, true)
  }
  return (
    <div>
      {asLine ? (
        <Line question={question} value={value} disabled={disabled} onChange={slide} />
      ) : (
        <Points
          name={question.id}
          legend={question.text}
          points={points}
          texts={worded}
          value={value}
          disabled={disabled}
          onChange={onValue}
          {...(drawn
            ? { draw: (level: number) => <Manikin dimension={dimension} level={level} /> }
            : {})}
        />
      )}
      {!said && <Anchors low={low} high={high} />}
      {asLine && value === null && <p className={styles.note}>{m.questions.sliderHint}</p>}
    </div>
  )
}
