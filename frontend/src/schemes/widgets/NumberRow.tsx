import { memo } from 'react'

import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { RowLabel, useInSight } from './RowLabel'
import type { RowLabelProps } from './RowLabel'
import { useScrollGuard } from './useScrollGuard'
import styles from './widgets.module.css'

interface NumberRowProps extends RowLabelProps {
  /** What a screen reader calls the slider. */
  name: string
  value: number | null
  min: number
  max: number
  step: number
  onChange: (id: string, value: number | null) => void
}

/** Letters of a label that gets a line of its own where the page is narrow. */
const LONG_TEXT = 28

/** A label and its number. Nothing is drawn on the line until the rater puts it there. */
export const NumberRow = memo(function NumberRow(props: NumberRowProps) {
  const { id, text, colour, name, value, min, max, step, picked, disabled } = props
  const row = useInSight(picked)
  const guard = useScrollGuard(value, (was) => {
    props.onChange(id, was)
  })
  const fill = value === null ? 0 : ((value - min) / (max - min)) * 100
  return (
    <div
      ref={row}
      className={styles.row}
      data-picked={picked || undefined}
      data-unset={value === null || undefined}
      data-long={text.length > LONG_TEXT || undefined}
    >
      <RowLabel {...props} />
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
        {...guard}
        onChange={(event) => {
          props.onPick(id)
          props.onChange(id, Number(event.currentTarget.value))
        }}
        onPointerUp={(event) => {
          // A press on the very place where an unset slider rests fires no change event.
          if (value === null && event.button === 0)
            props.onChange(id, Number(event.currentTarget.value))
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
          props.onChange(id, null)
        }}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  )
})
