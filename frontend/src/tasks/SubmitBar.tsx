import { Button } from '@mantine/core'

import { Key } from '../actions/Key'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import styles from './rating.module.css'
import type { SavedStatus } from './useDraftSaving'

interface SubmitBarProps {
  saved: SavedStatus
  /** Submissions that wait on this computer. */
  waiting: number
  offline: boolean
  sending: boolean
  canUndo: boolean
  onSubmit: () => void
  onSkip: () => void
  onUndo: () => void
}

/** Quiet: says where the answers are, and never asks for anything. */
export function SavedLine({
  saved,
  waiting,
  offline,
}: Pick<SubmitBarProps, 'saved' | 'waiting' | 'offline'>) {
  const away = offline || saved === 'offline'
  const kept = waiting + (saved === 'offline' ? 1 : 0)
  return (
    <p className={styles.saved} role="status" data-away={away || undefined}>
      <Icon name={away ? 'offline' : saved === 'saved' ? 'check' : 'cloud'} size={15} />
      {away ? m.saving.offline(Math.max(1, kept)) : m.saving[saved]}
    </p>
  )
}

export function SubmitBar(props: SubmitBarProps) {
  const { sending, canUndo } = props
  return (
    <footer className={styles.submitBar}>
      <div className={styles.submitSide}>
        <div className={styles.submitTools}>
          <button type="button" className={styles.quiet} disabled={sending} onClick={props.onSkip}>
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
