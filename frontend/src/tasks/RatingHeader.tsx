import { Progress } from '@mantine/core'
import { Link } from 'react-router'

import { Key } from '../actions/Key'
import type { Task } from '../api/types'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import styles from './rating.module.css'
import { durationText, timeLeft } from './timeLeft'

/** Seconds are not foretold: the last items come as "less than a minute". Nothing in a quiz, nor before a pace shows. */
function leftText({ project, progress, presentation }: Task): string | null {
  if (presentation?.role === 'quiz') return null
  const { submitted, total } = progress
  const span = timeLeft(project.seconds_per_item, submitted, total - submitted)
  if (span === null) return null
  const text = durationText(span)
  return text === null ? m.rating.lastMinute : m.rating.timeLeft(text)
}

interface RatingHeaderProps {
  task: Task | null
  /** Where something stands in the way of work, its tools do nothing. */
  atWork: boolean
  onGuidelines: () => void
  onShortcuts: () => void
  onPause: () => void
}

/** Practice and quiz items are not counted among the work. */
function place(task: Task): string {
  const { role } = task.presentation ?? {}
  if (role === 'training') return m.rating.practicePosition
  if (role === 'quiz') return m.rating.quizPosition
  // It has its place among those that were counted, and no number of its own.
  if (task.state === 'reopened') return m.rating.reopenedPosition
  const { submitted, total } = task.progress
  return m.rating.position(Math.min(total, submitted + 1), total)
}

export function RatingHeader(props: RatingHeaderProps) {
  const { task, atWork, onGuidelines, onShortcuts, onPause } = props
  const progress = task?.progress
  const left = task && leftText(task)
  return (
    <header className={styles.header}>
      <Link to="/work" className={styles.backLink}>
        <Icon name="back" size={16} />
        <span>{m.rating.back}</span>
      </Link>
      <div className={styles.where}>
        <h1>
          <bdi>{task?.project.title}</bdi>
        </h1>
        {task && progress && (
          <p className="num">
            {place(task)}
            {left && <span> · {left}</span>}
          </p>
        )}
      </div>
      {progress && (
        <Progress
          className={styles.progress}
          size="sm"
          value={progress.total > 0 ? (progress.submitted / progress.total) * 100 : 0}
          aria-label={m.rating.progress}
        />
      )}
      {atWork && (
        <nav className={styles.headerTools} aria-label={m.keys.groups.page}>
          <button type="button" onClick={onGuidelines}>
            <Icon name="book" size={16} />
            <span>{m.rating.guidelines}</span>
            <Key name="g" />
          </button>
          <button type="button" onClick={onShortcuts}>
            <Icon name="keyboard" size={16} />
            <span>{m.rating.shortcuts}</span>
            <Key name="/" />
          </button>
          <button type="button" onClick={onPause}>
            <Icon name="coffee" size={16} />
            <span>{m.rating.pause}</span>
            <Key name="F8" />
          </button>
        </nav>
      )}
    </header>
  )
}
