import { Alert, Button, Chip, Group, Progress, Table } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import { cancelJob, retryJob } from '../api/endpoints'
import { isLive, queries } from '../api/queries'
import type { Job, JobItem } from '../api/types'
import { Page, Panel } from '../app/Page'
import { EmptyState, Loading, errorText } from '../app/States'
import { formatAgo, formatDuration, m } from '../i18n'
import { Icon } from '../theme/Icon'
import { Tag } from '../theme/Tag'
import { Pager } from '../results/Pager'
import { JobBadge, JobProgress } from './JobState'
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
      {!isLive(job) && job.failed > 0 && (
        <Button
          leftSection={<Icon name="refresh" size={16} />}
          loading={retry.isPending}
          onClick={() => {
            retry.mutate()
          }}
        >
          {m.jobs.retry}
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

function ItemLine({ item }: { item: JobItem }) {
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{item.name}</bdi>
        {item.error && <p className={styles.itemError}>{item.error}</p>}
      </Table.Td>
      <Table.Td>
        <Tag tone={item.state === 'failed' ? 'bad' : item.state === 'done' ? 'good' : 'plain'}>
          {m.jobs.itemStates[item.state] ?? item.state}
        </Tag>
      </Table.Td>
      <Table.Td>{item.stage || '–'}</Table.Td>
      <Table.Td>
        <Progress value={item.progress * 100} size="sm" aria-label={item.name} />
      </Table.Td>
      <Table.Td className="num">{item.attempts}</Table.Td>
    </Table.Tr>
  )
}

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
              <Table.ScrollContainer minWidth={620}>
                <Table verticalSpacing={8} className={styles.jobItems}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{m.jobs.item}</Table.Th>
                      <Table.Th w={100}>{m.jobs.itemState}</Table.Th>
                      <Table.Th w={110}>{m.jobs.stage}</Table.Th>
                      <Table.Th w={130}>{m.jobs.progress}</Table.Th>
                      <Table.Th w={84}>{m.jobs.attempts}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {page.results.map((item) => (
                      <ItemLine key={item.key} item={item} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
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
                {job.message ? ` · ${job.message}` : ''}
              </span>
              {job.project && <Link to={`/projects/${job.project}`}>{job.project}</Link>}
            </div>
            <JobProgress job={job} size="lg" />
          </Panel>
          <Items job={job} />
        </Page>
      )}
    </Loading>
  )
}
