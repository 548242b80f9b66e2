import { memo } from 'react'

import { m } from '../../../i18n'
import { Icon } from '../../../theme/Icon'
import { RowLabel, useInSight } from '../../widgets/RowLabel'
import type { RowLabelProps } from '../../widgets/RowLabel'
import styles from '../../widgets/widgets.module.css'

interface LevelRowProps extends RowLabelProps {
  group: string
  levels: readonly string[]
  /** The numbers of the levels: the first one and from one to the next. */
  first: number
  step: number
  value: number | null
  onChange: (id: string, value: number | null) => void
}

/** A label with a button for each level. None is pressed until the rater presses it. */
export const LevelRow = memo(function LevelRow(props: LevelRowProps) {
  const { id, group, text, levels, first, step, value, picked, disabled } = props
  const row = useInSight(picked)
  return (
    <div
      ref={row}
      className={styles.levelRow}
      data-picked={picked || undefined}
      data-unset={value === null || undefined}
    >
      <RowLabel {...props} />
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
