import { Progress } from '@mantine/core'
import { Link } from 'react-router'

import { Key } from '../actions/Key'
import type { Task } from '../api/types'
import { formatDuration, m } from '../i18n'
import { Icon } from '../theme/Icon'
import styles from './rating.module.css'

interface RatingHeaderProps {
  task: Task | null
  onGuidelines: () => void
  onShortcuts: () => void
  onPause: () => void
}

export function RatingHeader({ task, onGuidelines, onShortcuts, onPause }: RatingHeaderProps) {
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
        <h1>{task?.project.title}</h1>
        {progress && (
          <p className="num">
            {m.rating.position(Math.min(progress.total, progress.submitted + 1), progress.total)}
            {pace ? <span> · {m.rating.timeLeft(formatDuration(pace * left))}</span> : null}
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
    </header>
  )
}
