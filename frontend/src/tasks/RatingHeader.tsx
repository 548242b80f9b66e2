import { Progress } from '@mantine/core'
import { Link } from 'react-router'

import { Key } from '../actions/Key'
import type { Task } from '../api/types'
import { formatDuration, m } from '../i18n'
import { Icon } from '../theme/Icon'
import styles from './rating.module.css'

/** Seconds are not foretold: the last items come as "less than a minute". */
function leftText(seconds: number): string {
  return seconds < 60 ? m.rating.lastMinute : m.rating.timeLeft(formatDuration(seconds))
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
  const { submitted, total } = task.progress
  return m.rating.position(Math.min(total, submitted + 1), total)
}

export function RatingHeader(props: RatingHeaderProps) {
  const { task, atWork, onGuidelines, onShortcuts, onPause } = props
  const progress = task?.progress
  const pace = task?.project.seconds_per_item
  const left = progress ? progress.total - progress.submitted : 0
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
            {pace && task.presentation?.role !== 'quiz' ? (
              <span> · {leftText(pace * left)}</span>
            ) : null}
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
          </button>
        </nav>
      )}
    </header>
  )
}
