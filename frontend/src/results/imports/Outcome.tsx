import { Alert, Button, Group, Progress } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'

import { importJob, reportAddress } from '../../api/imports'
import type { ImportJob, ImportReport, Reading } from '../../api/imports'
import { isLive } from '../../api/queries'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { formatNumber, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { KeepRecipe } from './KeepRecipe'
import styles from './imports.module.css'

const FILE = { title: m.studio.imports.file, width: 180 }
const COLUMNS = [
  { title: m.studio.imports.row, width: 80 },
  { title: m.studio.imports.line, width: 80 },
  { title: m.studio.imports.reason },
]

interface OutcomeProps {
  slug: string
  started: ImportJob
  /** Something was said of the table since. */
  isOld: boolean
  columns: readonly string[]
  /** The rows are of several files. */
  several: boolean
  reading: Reading
  onImport: () => void
}

function Facts({ job, report }: { job: ImportJob; report: ImportReport }) {
  const t = m.studio.imports
  const told = job.dry_run ? t.would : t.did
  return (
    <div className={styles.facts} role="status">
      <p>
        <b>{told(report.added, report.unchanged, report.failed)}</b>
      </p>
      <p>
        {t.counts(report.new_items, report.new_ratings, report.new_raters, report.new_predictions)}
      </p>
      {report.repeats > 0 && <p>{t.repeats(report.repeats)}</p>}
      {report.names_only > 0 && <p>{t.namesOnly(report.names_only)}</p>}
      {report.missing > 0 && <p>{t.missed(report.missing)}</p>}
      {report.notes.map((note) => (
        <p key={note} dir="auto">
          {note}.
        </p>
      ))}
      {report.unused_columns.length > 0 && (
        <p className={styles.small}>{t.unused(report.unused_columns.join(', '))}</p>
      )}
    </div>
  )
}

interface FailuresProps {
  slug: string
  job: ImportJob
  report: ImportReport
  several: boolean
}

function Failures({ slug, job, report, several }: FailuresProps) {
  const t = m.studio.imports
  if (report.failed === 0) return null
  return (
    <section className={styles.failures} aria-label={t.failures}>
      <Group justify="space-between">
        <h3>{t.failures}</h3>
        <Button
          component="a"
          href={reportAddress(slug, job.id)}
          download
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="download" size={14} />}
        >
          {t.download}
        </Button>
      </Group>
      {report.failures.length < report.failed && (
        <p className={styles.small}>{t.failuresShown(report.failures.length, report.failed)}</p>
      )}
      <CardTable columns={several ? [FILE, ...COLUMNS] : COLUMNS} spacing={4}>
        {report.failures.map(({ file, row, line, reason }, at) => (
          <CardRow key={at}>
            {several && (
              <Cell name={t.file}>
                <bdi className={styles.reason}>{file}</bdi>
              </Cell>
            )}
            <Cell name={t.row} num>
              {formatNumber(row)}
            </Cell>
            <Cell name={t.line} num empty={line === null}>
              {line === null ? '–' : formatNumber(line)}
            </Cell>
            <Cell part="wide">
              <span dir="auto" className={styles.reason}>
                {reason}
              </span>
            </Cell>
          </CardRow>
        ))}
      </CardTable>
    </section>
  )
}

/** The button that makes a trial true, or why it cannot be pressed. */
function Bring({
  report,
  isOld,
  onImport,
}: { report: ImportReport } & Pick<OutcomeProps, 'isOld' | 'onImport'>) {
  const t = m.studio.imports
  if (isOld) return <p className={styles.small}>{t.changed}</p>
  return (
    <Button disabled={report.added === 0} onClick={onImport}>
      {report.added === 0 ? t.nothingNew : t.bring(report.added)}
    </Button>
  )
}

/** What would happen, or did, once a worker has read the table. */
export function Outcome(props: OutcomeProps) {
  const { slug, started, isOld, columns, several, reading, onImport } = props
  const t = m.studio.imports
  const client = useQueryClient()
  const { data: job = started } = useQuery(importJob(slug, started.id))
  const place = useRef<HTMLDivElement>(null)
  const live = isLive(job)
  useEffect(() => {
    if (live) return
    place.current?.scrollIntoView({ block: 'nearest' })
    // All that the pages of this project show may be other now.
    if (!started.dry_run) {
      void client.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] === 'projects' ||
          (queryKey[0] === 'project' && queryKey[2] !== 'import' && queryKey[2] !== 'table'),
      })
    }
  }, [live, started.dry_run, client])
  const title = job.state === 'failed' ? t.failedTitle : job.dry_run ? t.wouldTitle : t.didTitle
  return (
    <div ref={place}>
      <Panel title={live ? t.trying : title}>
        {live && (
          <div role="status">
            <Progress value={Math.max(4, job.progress * 100)} animated aria-label={t.trying} />
            {job.state === 'pending' && <p className={styles.small}>{t.waiting}</p>}
          </div>
        )}
        {job.error && (
          <Alert color="red" role="alert">
            <span dir="auto">{job.error}</span>
          </Alert>
        )}
        {job.report && (
          <>
            <Facts job={job} report={job.report} />
            <Failures slug={slug} job={job} report={job.report} several={several} />
            <Group gap="sm" mt="md" align="flex-end">
              {job.dry_run ? (
                <Bring report={job.report} isOld={isOld} onImport={onImport} />
              ) : (
                <Button component={Link} to={`/projects/${slug}/items`}>
                  {t.toItems}
                </Button>
              )}
            </Group>
            <KeepRecipe
              slug={slug}
              file={job.file}
              kind={job.kind}
              columns={columns}
              reading={reading}
            />
          </>
        )}
      </Panel>
    </div>
  )
}
