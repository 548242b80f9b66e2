import { memo, useEffect, useRef } from 'react'

import { Key } from '../../../actions/Key'
import { m } from '../../../i18n'
import { Icon } from '../../../theme/Icon'
import { LabelText } from '../../widgets/LabelText'
import styles from '../../widgets/widgets.module.css'

interface LevelRowProps {
  id: string
  group: string
  text: string
  letter: string | null
  colour: string
  levels: readonly string[]
  /** The numbers of the levels: the first one and from one to the next. */
  first: number
  step: number
  value: number | null
  picked: boolean
  disabled: boolean
  onPick: (id: string) => void
  onChange: (id: string, value: number | null) => void
}

/** A label with a button for each level. None is pressed until the rater presses it. */
export const LevelRow = memo(function LevelRow(props: LevelRowProps) {
  const { id, group, text, letter, colour, levels, first, step, value, picked, disabled } = props
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (picked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [picked])
  return (
    <div
      ref={row}
      className={styles.levelRow}
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
        onClick={() => {
          props.onPick(id)
        }}
      >
        {letter ? <Key name={letter} /> : <span className={styles.noKey} />}
        <span className={styles.swatch} style={{ background: colour }} aria-hidden="true" />
        <LabelText text={text} />
      </button>
      <div className={styles.levels} role="radiogroup" aria-label={m.questions.ratingOf(text)}>
        {levels.map((level, index) => {
          const number = Number((first + index * step).toFixed(6))
          return (
            <label
              key={number}
              className={styles.level}
              data-checked={value === number || undefined}
              data-low={index === 0 || undefined}
            >
              <input
                type="radio"
                name={`${group}-${id}`}
                tabIndex={-1}
                checked={value === number}
                disabled={disabled}
                onChange={() => {
                  props.onPick(id)
                  props.onChange(id, number)
                }}
              />
              {picked && <span className={styles.levelKey}>{number}</span>}
              {level}
            </label>
          )
        })}
      </div>
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
