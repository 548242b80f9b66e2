import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { queries } from '../api/queries'
import type { Job } from '../api/types'
import { Page } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { formatAgo, m } from '../i18n'
import { Pager } from '../results/Pager'
import { JobBadge, JobProgress } from './JobState'
import { canRetry } from './retry'
import styles from './admin.module.css'

function Row({ job }: { job: Job }) {
  return (
    <Link to={`/jobs/${String(job.id)}`} className={styles.job}>
      <div>
        <h2>
          <bdi>{job.label || m.jobs.kinds[job.kind] || job.kind}</bdi>
        </h2>
        <p>
          {m.jobs.kinds[job.kind] ?? job.kind} ·{' '}
          {m.jobs.started(formatAgo(job.created_at), job.created_by)}
        </p>
      </div>
      <div>
        <JobProgress job={job} size="sm" />
        <p className="num">
          {m.jobs.counts(job.done, job.total, job.failed, job.skipped)}
          {canRetry(job) && <b className={styles.wayOut}>{m.jobs.look}</b>}
        </p>
      </div>
      <div>
        <JobBadge state={job.state} />
      </div>
    </Link>
  )
}

export function JobsPage() {
  const [search] = useSearchParams()
  const jobs = useQuery(queries.jobs(Number(search.get('page') ?? 1)))
  return (
    <Page title={m.jobs.title} lead={m.jobs.lead}>
      <Loading query={jobs}>
        {(page) =>
          page.results.length === 0 ? (
            <EmptyState icon="jobs" title={m.jobs.empty} text={m.jobs.emptyText} />
          ) : (
            <div className={styles.jobList}>
              {page.results.map((job) => (
                <Row key={job.id} job={job} />
              ))}
              <Pager page={page} />
            </div>
          )
        }
      </Loading>
    </Page>
  )
}
