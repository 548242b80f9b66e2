import { Key } from '../../actions/Key'
import { m } from '../../i18n'
import type { ShownLabel } from '../labels'
import styles from './marking.module.css'
import shared from './widgets.module.css'

interface LabelButtonsProps {
  labels: readonly ShownLabel[]
  chosen: string | null
  disabled: boolean
  onChoose: (label: string) => void
}

/** The labels that what is in hand can get: a box, or a passage. */
export function LabelButtons({ labels, chosen, disabled, onChoose }: LabelButtonsProps) {
  return (
    <div className={styles.labels}>
      {labels.map((label) => (
        <button
          key={label.id}
          type="button"
          className={styles.label}
          tabIndex={-1}
          aria-pressed={chosen === label.id}
          disabled={disabled}
          onClick={() => {
            onChoose(label.id)
          }}
        >
          {label.letter && <Key name={label.letter} />}
          <span className={shared.swatch} style={{ background: label.colour }} aria-hidden="true" />
          <span dir="auto">{label.text}</span>
        </button>
      ))}
    </div>
  )
}

/** "Nothing there" is an answer; leaving the question alone is not. */
export function NothingButton(props: {
  pressed: boolean
  disabled: boolean
  onToggle: () => void
}) {
  return (
    <button
      type="button"
      className={styles.nothing}
      tabIndex={-1}
      data-option
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onToggle}
    >
      <Key name="0" />
      {m.kindWords.nothingThere}
    </button>
  )
}
