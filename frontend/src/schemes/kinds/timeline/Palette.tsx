import type { ReactNode } from 'react'

import { Key } from '../../../actions/Key'
import styles from './timeline.module.css'
import type { Timeline } from './useTimeline'

interface PaletteProps {
  timeline: Timeline
  labels: readonly {
    id: string
    text: string
    colour: string
    letter?: string | null | undefined
  }[]
  name: string
  /** In a question arrows go from button to button, and Tab goes on; elsewhere Tab reaches each. */
  inQuestion?: boolean
  children?: ReactNode
}

/** The labels that mark intervals, with their letters and colours. */
export function Palette({ timeline, labels, name, inQuestion = false, children }: PaletteProps) {
  return (
    <div className={styles.palette} role="group" aria-label={name}>
      {labels.map(({ id, text, letter, colour }) => (
        <button
          key={id}
          type="button"
          className={styles.brush}
          data-option={inQuestion || undefined}
          tabIndex={inQuestion ? -1 : 0}
          aria-pressed={timeline.brush === id}
          data-open={timeline.open?.label === id || undefined}
          disabled={timeline.disabled}
          onClick={() => {
            timeline.command(inQuestion ? 'choose' : 'label', id)
          }}
        >
          {letter && <Key name={letter} />}
          <span className={styles.swatch} style={{ background: colour }} />
          <bdi dir="auto">{text}</bdi>
        </button>
      ))}
      {children}
    </div>
  )
}
