import { Button } from '@mantine/core'
import { Link } from 'react-router'

import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import styles from './rating.module.css'
import type { Notice } from './useRatingSession'

export function NoticeLine({
  notice,
  onNext,
  onDismiss,
}: {
  notice: Notice
  onNext: () => void
  onDismiss: () => void
}) {
  return (
    <div
      className={styles.notice}
      data-tone={notice.tone}
      role={notice.tone === 'problem' ? 'alert' : 'status'}
    >
      <Icon name={notice.tone === 'problem' ? 'warning' : 'info'} size={17} />
      <span>{notice.text}</span>
      {notice.way === 'next' && (
        <Button size="compact-sm" variant="light" onClick={onNext}>
          {m.rating.getNext}
        </Button>
      )}
      {notice.way === 'signIn' && (
        <Button size="compact-sm" variant="light" component={Link} to="/signin">
          {m.rating.signInAgain}
        </Button>
      )}
      {notice.tone === 'info' && (
        <button
          type="button"
          className={styles.dismiss}
          aria-label={m.common.close}
          onClick={onDismiss}
        >
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  )
}

export function BreakOffer({ onTake, onLater }: { onTake: () => void; onLater: () => void }) {
  return (
    <div className={styles.notice} data-tone="info" role="status">
      <Icon name="coffee" size={17} />
      <span>
        <b>{m.rating.breakTitle}.</b> {m.rating.breakText}
      </span>
      <Button size="compact-sm" onClick={onTake}>
        {m.rating.takeBreak}
      </Button>
      <Button size="compact-sm" variant="default" onClick={onLater}>
        {m.rating.later}
      </Button>
    </div>
  )
}

/** The one thing to do here; the keyboard starts on it. */
const focusOn = (button: HTMLButtonElement | null) => {
  button?.focus()
}

export function PausedScreen({ onResume }: { onResume: () => void }) {
  return (
    <div className={styles.centre}>
      <Icon name="coffee" size={40} />
      <h2>{m.rating.paused}</h2>
      <p>{m.rating.pausedText}</p>
      <Button size="md" onClick={onResume} ref={focusOn}>
        {m.rating.resume}
      </Button>
    </div>
  )
}

export function DoneScreen({ canUndo, onUndo }: { canUndo: boolean; onUndo: () => void }) {
  return (
    <div className={styles.centre}>
      <Icon name="check" size={40} />
      <h2>{m.rating.doneTitle}</h2>
      <p>{m.rating.doneText}</p>
      <div className={styles.centreTools}>
        <Button component={Link} to="/work">
          {m.rating.back}
        </Button>
        {canUndo && (
          <Button variant="default" onClick={onUndo}>
            {m.rating.undoLast}
          </Button>
        )}
      </div>
    </div>
  )
}
