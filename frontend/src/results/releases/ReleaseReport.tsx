import { Button, CopyButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { releaseReport } from '../../api/releases'
import type { ReleaseChanges, ReleaseReport as Report } from '../../api/releases'
import { Loading } from '../../app/States'
import { formatNumber, m } from '../../i18n'
import { SplitReportTable } from './SplitReportTable'
import styles from './releases.module.css'

function Changes({ changes }: { changes: ReleaseChanges }) {
  const t = m.studio.releases.report
  const value = (given: number | null) => (given === null ? t.undefined : formatNumber(given, 3))
  const moved = Object.entries(changes.agreement).flatMap(([question, rows]) =>
    rows
      .filter(({ before, after }) => before !== after)
      .map(({ stat, level, before, after }) => ({
        key: `${question} ${stat} ${level}`,
        text: t.agreement(question, `${stat} (${level})`, value(before), value(after)),
      })),
  )
  return (
    <ul className={styles.changes}>
      <li>{t.items(changes.items)}</li>
      <li>{t.ratings(changes.ratings)}</li>
      {changes.splits.moved > 0 && <li>{m.studio.releases.splits.moved(changes.splits.moved)}</li>}
      {changes.broken_questions.length > 0 && <li>{t.broken(changes.broken_questions)}</li>}
      {moved.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  )
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" onClick={copy}>
          {copied ? m.common.copied : label}
        </Button>
      )}
    </CopyButton>
  )
}

function Body({ report }: { report: Report }) {
  const t = m.studio.releases.report
  return (
    <div className={styles.report}>
      <h4>{report.changes === null ? t.first : t.since(report.changes.before.release)}</h4>
      {report.changes && <Changes changes={report.changes} />}
      {report.splits && (
        <>
          <h4>{m.studio.releases.splits.title}</h4>
          <SplitReportTable report={report.splits} />
        </>
      )}
      {report.methods && (
        <>
          <h4>{t.methods}</h4>
          <p className={styles.methods}>{report.methods.split('\n\n').slice(2).join('\n\n')}</p>
          <div className={styles.copies}>
            <Copied text={report.methods} label={t.copyMethods} />
            <Copied text={report.citation} label={t.copyCitation} />
          </div>
        </>
      )}
    </div>
  )
}

/** What a release says of itself, for who opens it. */
export function ReleaseReport({ slug, tag }: { slug: string; tag: string }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const report = useQuery({ ...releaseReport(slug, tag), enabled: open })
  return (
    <div className={styles.more}>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open)
        }}
      >
        {m.studio.releases.report.open}
      </Button>
      <div id={id} hidden={!open}>
        {open && <Loading query={report}>{(found) => <Body report={found} />}</Loading>}
      </div>
    </div>
  )
}
