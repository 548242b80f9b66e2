import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { Key } from '../actions/Key'
import { queries } from '../api/queries'
import type { Task } from '../api/types'
import { formatPercent, m } from '../i18n'
import { Icon } from '../theme/Icon'
import { FinishScreen } from './screens/FinishScreen'
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

/** Stays as long as it is true: there is nothing to dismiss about it. */
export function NotKeptLine() {
  return (
    <div className={styles.notice} data-tone="problem" role="alert">
      <Icon name="warning" size={17} />
      <span>{m.rating.notKept}</span>
    </div>
  )
}

interface BreakOfferProps {
  reason: 'time' | 'hard'
  minutes: number
  onTake: () => void
  onLater: () => void
}

export function BreakOffer({ reason, minutes, onTake, onLater }: BreakOfferProps) {
  const hard = reason === 'hard'
  return (
    <div className={styles.notice} data-tone="info" role="status">
      <Icon name="coffee" size={17} />
      <span>
        <b>{hard ? m.rating.hardTitle : m.rating.breakTitle(minutes)}.</b>{' '}
        {hard ? m.rating.hardText : m.rating.breakText}
      </span>
      <div className={styles.noticeTools}>
        <Button size="compact-md" rightSection={<Key name="F8" />} onClick={onTake}>
          {m.rating.takeBreak}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          rightSection={<Key name="Escape" />}
          onClick={onLater}
        >
          {m.rating.later}
        </Button>
      </div>
    </div>
  )
}

/** The one thing to do here; the keyboard starts on it. */
const focusOn = (button: HTMLButtonElement | null) => {
  button?.focus()
}

/** Practice and quiz look like work; that they are not is said above them. */
export function RoleLine({ task, passShare }: { task: Task; passShare: number | null }) {
  const role = task.presentation?.role
  if (role !== 'training' && role !== 'quiz') return null
  const quiz = passShare === null ? m.rating.quizPlain : m.rating.quizItem(formatPercent(passShare))
  return (
    <div className={styles.notice} data-tone="info" role="note">
      <Icon name="info" size={17} />
      <span>{role === 'training' ? m.rating.practice : quiz}</span>
    </div>
  )
}

export function PausedScreen({
  onResume,
  children,
}: {
  onResume: () => void
  children?: React.ReactNode
}) {
  return (
    <div className={styles.centre}>
      <Icon name="coffee" size={40} />
      <h2>{m.rating.paused}</h2>
      <p>{m.rating.pausedText}</p>
      <Button size="md" onClick={onResume} ref={focusOn}>
        {m.rating.resume}
      </Button>
      {children}
    </div>
  )
}

interface DoneScreenProps {
  slug: string
  canUndo: boolean
  onUndo: () => void
}

export function DoneScreen({ slug, canUndo, onUndo }: DoneScreenProps) {
  const work = useQuery({ ...queries.work(), staleTime: 0 })
  const finish = work.data?.find((card) => card.slug === slug)?.finish
  if (finish) return <FinishScreen finish={finish} />
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
