import { memo } from 'react'

import { Key } from '../../actions/Key'
import { LabelText } from './LabelText'
import styles from './widgets.module.css'

interface OptionProps {
  id: string
  type: 'radio' | 'checkbox'
  /** Shared by the radio buttons of one question. */
  name: string
  text: string
  letter: string | null
  colour: string | null
  checked: boolean
  disabled: boolean
  onToggle: (id: string) => void
}

/** One option. Large sets have forty of them: only those that change are drawn again. */
export const Option = memo(function Option(props: OptionProps) {
  const { id, type, name, text, letter, colour, checked, disabled, onToggle } = props
  return (
    <label className={styles.option} data-checked={checked || undefined}>
      <input
        type={type}
        name={name}
        tabIndex={-1}
        data-option
        checked={checked}
        disabled={disabled}
        onChange={() => {
          onToggle(id)
        }}
      />
      {letter ? <Key name={letter} /> : <span className={styles.noKey} />}
      {colour && (
        <span className={styles.swatch} style={{ background: colour }} aria-hidden="true" />
      )}
      <LabelText text={text} />
      <span className={styles.mark} data-type={type} aria-hidden="true" />
    </label>
  )
})
