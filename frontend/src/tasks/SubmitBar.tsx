import { Button } from '@mantine/core'
import { useState } from 'react'

import { Key } from '../actions/Key'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import styles from './rating.module.css'
import type { SavedStatus } from './sending/useDraftSaving'

interface SubmitBarProps {
  saved: SavedStatus
  /** Submissions that wait on this computer. */
  waiting: number
  offline: boolean
  /** A quiz is answered whole. */
  canSkip: boolean
  sending: boolean
  canUndo: boolean
  onSubmit: () => void
  onSkip: () => void
  onUndo: () => void
}

type Whereabouts = Pick<SubmitBarProps, 'saved' | 'waiting' | 'offline'>
type Mood = 'quiet' | 'away' | 'back'

/** Away until something was saved: the tries in between are no news. */
function moodAfter(before: Mood, { saved, offline }: Whereabouts): Mood {
  if (offline || saved === 'offline') return 'away'
  if (before === 'away' && (saved === 'saving' || saved === 'dirty')) return 'away'
  return before !== 'quiet' && saved === 'saved' ? 'back' : 'quiet'
}

/** Quiet: says where the answers are. Aloud only when they cannot get away, and when they can again. */
export function SavedLine(props: Whereabouts) {
  const { saved, waiting } = props
  const [before, setBefore] = useState<Mood>('quiet')
  const mood = moodAfter(before, props)
  if (mood !== before) setBefore(mood)
  const away = mood === 'away'
  const kept = waiting + (saved === 'offline' ? 1 : 0)
  const text = away || saved === 'offline' ? m.saving.offline(Math.max(1, kept)) : m.saving[saved]
  return (
    <p className={styles.saved} data-away={away || undefined}>
      <Icon name={away ? 'offline' : saved === 'saved' ? 'check' : 'cloud'} size={15} />
      <span>
        <span role="status">{mood === 'quiet' ? '' : text}</span>
        {mood === 'quiet' ? text : ''}
      </span>
    </p>
  )
}

export function SubmitBar(props: SubmitBarProps) {
  const { sending, canUndo } = props
  return (
    <footer className={styles.submitBar}>
      <div className={styles.submitSide}>
        <div className={styles.submitTools}>
          <button
            type="button"
            className={styles.quiet}
            disabled={sending || !props.canSkip}
            onClick={props.onSkip}
          >
            <Icon name="skip" size={15} />
            {m.submit.skip}
            <Key name="!" />
          </button>
          <button type="button" className={styles.quiet} disabled={!canUndo} onClick={props.onUndo}>
            <Icon name="undo" size={15} />
            {m.rating.undoLast}
            <Key name="Ctrl+z" />
          </button>
        </div>
        <SavedLine saved={props.saved} waiting={props.waiting} offline={props.offline} />
      </div>
      <Button
        size="md"
        loading={sending}
        rightSection={<Key name="Enter" />}
        onClick={props.onSubmit}
      >
        {m.submit.submit}
      </Button>
    </footer>
  )
}
