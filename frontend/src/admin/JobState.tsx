import { Progress } from '@mantine/core'

import type { Job } from '../api/types'
import { formatPercent, m } from '../i18n'
import { Tag } from '../theme/Tag'
import type { Tone } from '../theme/Tag'
import styles from './admin.module.css'

const TONES: Record<Job['state'], Tone> = {
  pending: 'plain',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
}

export function JobBadge({ state }: { state: Job['state'] }) {
  return <Tag tone={TONES[state]}>{m.jobs.states[state]}</Tag>
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
