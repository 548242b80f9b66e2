import { Key } from '../../actions/Key'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import styles from './widgets.module.css'

interface NumberRowProps {
  text: string
  letter: string | null
  colour: string
  /** What a screen reader calls the slider. */
  name: string
  value: number | null
  min: number
  max: number
  step: number
  picked: boolean
  disabled: boolean
  onPick: () => void
  onChange: (value: number | null) => void
}

/** A label and its number. Nothing is drawn on the line until the rater puts it there. */
export function NumberRow(props: NumberRowProps) {
  const { text, letter, colour, name, value, min, max, step, picked, disabled } = props
  const fill = value === null ? 0 : ((value - min) / (max - min)) * 100
  return (
    <div
      className={styles.row}
      data-picked={picked || undefined}
      data-unset={value === null || undefined}
    >
      <button
        type="button"
        className={styles.rowLabel}
        tabIndex={-1}
        data-option
        aria-pressed={picked}
        disabled={disabled}
        onClick={props.onPick}
      >
        {letter ? <Key name={letter} /> : <span className={styles.noKey} />}
        <span className={styles.swatch} style={{ background: colour }} aria-hidden="true" />
        <span className={styles.optionText}>{text}</span>
      </button>
      <input
        type="range"
        tabIndex={-1}
        className={styles.line}
        style={{ '--fill': `${String(fill)}%`, '--colour': colour } as React.CSSProperties}
        min={min}
        max={max}
        step={step}
        value={value ?? min}
        disabled={disabled}
        aria-label={name}
        aria-valuetext={value === null ? m.questions.notRated : String(value)}
        onChange={(event) => {
          props.onPick()
          props.onChange(Number(event.currentTarget.value))
        }}
        onPointerUp={(event) => {
          // A press on the very place where an unset slider rests fires no change event.
          if (value === null) props.onChange(Number(event.currentTarget.value))
        }}
      />
      <output className={styles.number}>{value ?? '–'}</output>
      <button
        type="button"
        className={styles.clear}
        tabIndex={-1}
        aria-label={m.questions.clearLabel(text)}
        disabled={disabled || value === null}
        onClick={() => {
          props.onChange(null)
        }}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  )
}
