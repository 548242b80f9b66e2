import { Progress } from '@mantine/core'

import { isLive } from '../api/queries'
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

/**
 * How far a job is. Once it has ended a percentage says nothing any more: the bar then shows what
 * was done and what failed, and the counts stand beside it.
 */
export function JobProgress({ job, size }: { job: Job; size: 'sm' | 'lg' }) {
  const share = (count: number) => (job.total > 0 ? (count / job.total) * 100 : 0)
  if (isLive(job)) {
    return (
      <div className={styles.jobProgress}>
        <Progress value={job.progress * 100} size={size} aria-label={m.jobs.progress} />
        <span className="num">{formatPercent(job.progress)}</span>
      </div>
    )
  }
  return (
    <Progress.Root size={size} aria-hidden="true">
      <Progress.Section value={share(job.done + job.skipped)} />
      <Progress.Section value={share(job.failed)} color="red" />
    </Progress.Root>
  )
}
