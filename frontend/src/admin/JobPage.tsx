import { Alert, Button, Chip, Group, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import { cancelJob, retryJob } from '../api/endpoints'
import { isLive, queries } from '../api/queries'
import type { Job, JobItem } from '../api/types'
import { CardRow, CardTable, Cell } from '../app/CardTable'
import { Page, Panel } from '../app/Page'
import { EmptyState, Loading, errorText } from '../app/States'
import { formatAgo, formatDuration, m } from '../i18n'
import { Icon } from '../theme/Icon'
import { Tag } from '../theme/Tag'
import { Pager } from '../results/Pager'
import { JobBadge, JobProgress } from './JobState'
import { canRetry } from './retry'
import styles from './admin.module.css'

function tookOf(job: Job): string {
  if (!job.started_at || !job.finished_at) return ''
  const seconds = (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000
  return `, ${m.jobs.took(formatDuration(seconds))}`
}

function Tools({ job }: { job: Job }) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['job', String(job.id)] })
  const cancel = useMutation({ mutationFn: () => cancelJob(job.id), onSuccess: refresh })
  const retry = useMutation({ mutationFn: () => retryJob(job.id), onSuccess: refresh })
  const error = cancel.error ?? retry.error
  return (
    <>
      {isLive(job) && (
        <Button
          variant="default"
          disabled={job.cancel_requested}
          loading={cancel.isPending}
          onClick={() => {
            cancel.mutate()
          }}
        >
          {job.cancel_requested ? m.jobs.cancelling : m.jobs.cancel}
        </Button>
      )}
      {canRetry(job) && (
        <Button
          leftSection={<Icon name="refresh" size={16} />}
          loading={retry.isPending}
          onClick={() => {
            retry.mutate()
          }}
        >
          {job.failed > 0 ? m.jobs.retry : m.jobs.resume}
        </Button>
      )}
      {error && (
        <Alert color="red" mt="xs" role="alert">
          {errorText(error)}
        </Alert>
      )}
    </>
  )
}

/** What a job that failed in part leaves to do. */
function WayOut({ job }: { job: Job }) {
  return (
    <Alert
      color="red"
      mt="md"
      classNames={{ title: styles.alertTitle ?? '' }}
      title={m.jobs.failedTitle(job.failed, job.total)}
    >
      {m.jobs.failedText}{' '}
      <Link to="?state=failed" replace>
        {m.jobs.showFailed}
      </Link>
    </Alert>
  )
}

function ItemLine({ item }: { item: JobItem }) {
  return (
    <CardRow>
      <Cell part="title">
        <bdi>{item.name}</bdi>
        {item.error && <p className={styles.itemError}>{item.error}</p>}
      </Cell>
      <Cell name={m.jobs.itemState}>
        <Tag tone={item.state === 'failed' ? 'bad' : item.state === 'done' ? 'good' : 'plain'}>
          {m.jobs.itemStates[item.state] ?? item.state}
        </Tag>
      </Cell>
      <Cell name={m.jobs.stage} empty={!item.stage}>
        {item.stage ? (m.jobs.stages[item.stage] ?? item.stage) : '–'}
      </Cell>
      <Cell name={m.jobs.progress} empty={item.state !== 'running'}>
        {item.state === 'running' ? (
          <Progress value={item.progress * 100} size="sm" aria-label={item.name} />
        ) : (
          '–'
        )}
      </Cell>
      <Cell name={m.jobs.attempts} num>
        {item.attempts}
      </Cell>
    </CardRow>
  )
}

const COLUMNS = [
  { title: m.jobs.item },
  { title: m.jobs.itemState, width: 100 },
  { title: m.jobs.stage, width: 110 },
  { title: m.jobs.progress, width: 130 },
  { title: m.jobs.attempts, width: 84 },
]

const STATES = ['failed', 'running', 'pending', 'done', 'skipped', 'cancelled'] as const

function Items({ job }: { job: Job }) {
  const [search, setSearch] = useSearchParams()
  const state = STATES.find((candidate) => candidate === search.get('state')) ?? ''
  const query = { page: Number(search.get('page') ?? 1), ...(state ? { state } : {}) }
  const items = useQuery(queries.jobItems(String(job.id), query, isLive(job)))
  return (
    <Panel
      title={m.jobs.items}
      tools={
        <Chip.Group
          value={state}
          onChange={(value) => {
            setSearch(value ? { state: String(value) } : {}, { replace: true })
          }}
        >
          <Group gap={6} role="radiogroup" aria-label={m.jobs.itemState}>
            {Object.entries(m.jobs.itemStates).map(([value, label]) => (
              <Chip key={value} value={value} size="xs">
                {label}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      }
    >
      <Loading query={items}>
        {(page) =>
          page.results.length === 0 ? (
            <EmptyState icon="jobs" title={m.jobs.noItems} text={m.jobs.noItemsText} />
          ) : (
            <>
              <CardTable columns={COLUMNS}>
                {page.results.map((item) => (
                  <ItemLine key={item.key} item={item} />
                ))}
              </CardTable>
              <Pager page={page} />
            </>
          )
        }
      </Loading>
    </Panel>
  )
}

export function JobPage() {
  const { id = '' } = useParams()
  const query = useQuery(queries.job(id))
  return (
    <Loading query={query}>
      {(job) => (
        <Page
          title={job.label || m.jobs.number(job.id)}
          lead={
            <>
              <Link to="/jobs">{m.jobs.back}</Link> · {m.jobs.number(job.id)} ·{' '}
              {m.jobs.started(formatAgo(job.created_at), job.created_by)}
              {tookOf(job)}
            </>
          }
          action={<Tools job={job} />}
        >
          <Panel>
            <div className={styles.jobHead}>
              <JobBadge state={job.state} />
              <span className="num" role="status">
                {m.jobs.counts(job.done, job.total, job.failed, job.skipped)}
                {job.message && (
                  <>
                    {' · '}
                    <bdi>{job.message}</bdi>
                  </>
                )}
              </span>
              {job.project && <Link to={`/projects/${job.project}`}>{job.project}</Link>}
            </div>
            <JobProgress job={job} size="lg" />
            {job.failed > 0 && !isLive(job) && <WayOut job={job} />}
          </Panel>
          <Items job={job} />
        </Page>
      )}
    </Loading>
  )
}
