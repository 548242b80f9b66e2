import { isLive } from '../api/queries'
import type { Job } from '../api/types'

/** Whether something is left of an ended job that can be tried again. */
export function canRetry(job: Job): boolean {
  return !isLive(job) && (job.failed > 0 || job.state === 'cancelled')
}
