import { useEffect, useRef } from 'react'

import { Key } from '../../actions/Key'
import { LabelText } from './LabelText'
import styles from './widgets.module.css'

export interface RowLabelProps {
  id: string
  text: string
  letter: string | null
  colour: string
  picked: boolean
  disabled: boolean
  onPick: (id: string) => void
}

/** The label at the head of a row, with its letter and its colour; pressed, the row is in hand. */
export function RowLabel({ id, text, letter, colour, picked, disabled, onPick }: RowLabelProps) {
  return (
    <button
      type="button"
      className={styles.rowLabel}
      tabIndex={-1}
      data-option
      aria-pressed={picked}
      disabled={disabled}
      onClick={() => {
        onPick(id)
      }}
    >
      {letter ? <Key name={letter} /> : <span className={styles.noKey} />}
      <span className={styles.swatch} style={{ background: colour }} aria-hidden="true" />
      <LabelText text={text} />
    </button>
  )
}

/** A ref for a row that comes into sight when it is taken in hand. */
export function useInSight(picked: boolean) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (picked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [picked])
  return row
}
