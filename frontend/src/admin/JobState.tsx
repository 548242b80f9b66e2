import { Badge, Progress } from '@mantine/core'

import type { Job } from '../api/types'
import { formatPercent, m } from '../i18n'
import styles from './admin.module.css'

const COLOURS: Record<Job['state'], string> = {
  pending: 'gray',
  running: 'accent',
  done: 'green',
  failed: 'red',
  cancelled: 'gray',
}

export function JobBadge({ state }: { state: Job['state'] }) {
  return (
    <Badge variant="light" color={COLOURS[state]}>
      {m.jobs.states[state]}
    </Badge>
  )
}

export function JobProgress({ job, size }: { job: Job; size: 'sm' | 'lg' }) {
  return (
    <div className={styles.jobProgress}>
      <Progress
        value={job.progress * 100}
        size={size}
        color={job.state === 'failed' ? 'red' : 'accent'}
        aria-label={m.jobs.progress}
      />
      <span className="num">{formatPercent(job.progress)}</span>
    </div>
  )
}
