import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { queries } from '../api/queries'
import type { RecordingRow } from '../api/types'
import { CardRow, CardTable, Cell } from '../app/CardTable'
import { Page, Panel } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { formatAgo, formatBytes, formatDuration, formatNumber, m } from '../i18n'
import { Pager } from '../results/Pager'
import { Uploader } from './Uploader'
import { WithdrawDialog } from './WithdrawDialog'
import { Withdrawn } from './Withdrawn'

const pictureFacts = ({ width, height }: RecordingRow) =>
  width === null || height === null ? [] : [`${formatNumber(width)} × ${formatNumber(height)}`]

const soundFacts = ({ channels, rate_hz: rate }: RecordingRow) =>
  channels === 0 || rate === null
    ? []
    : [m.units.kilohertz(formatNumber(rate / 1000, 1)), m.media.channels(channels)]

const COLUMNS = [
  m.media.name,
  m.media.duration,
  m.media.segments,
  m.media.format,
  m.media.size,
  m.media.added,
].map((title) => ({ title }))
const WITHDRAW = { title: m.media.withdraw.open, quiet: true }

function Recordings({ rows }: { rows: RecordingRow[] }) {
  const [leaving, setLeaving] = useState<RecordingRow | null>(null)
  return (
    <>
      <CardTable columns={[...COLUMNS, WITHDRAW]}>
        {rows.map((row) => (
          <CardRow key={row.id}>
            <Cell part="title">
              <bdi>{row.name}</bdi>
            </Cell>
            <Cell name={m.media.duration} num empty={row.duration_seconds === null}>
              {row.duration_seconds === null ? '–' : formatDuration(row.duration_seconds)}
            </Cell>
            <Cell name={m.media.segments} num>
              {formatNumber(row.segments)}
            </Cell>
            <Cell name={m.media.format}>
              <bdi>{row.codec}</bdi>
              {[...pictureFacts(row), ...soundFacts(row)].map((fact) => `, ${fact}`)}
            </Cell>
            <Cell name={m.media.size} num>
              {formatBytes(row.bytes)}
            </Cell>
            <Cell name={m.media.added}>{formatAgo(row.created_at)}</Cell>
            <Cell part="wide">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={m.media.withdraw.actOn(row.name)}
                onClick={() => {
                  setLeaving(row)
                }}
              >
                {m.media.withdraw.open}
              </Button>
            </Cell>
          </CardRow>
        ))}
      </CardTable>
      <WithdrawDialog
        recording={leaving}
        onClose={() => {
          setLeaving(null)
        }}
      />
    </>
  )
}

export function MediaPage() {
  const [search] = useSearchParams()
  const recordings = useQuery(queries.recordings(Number(search.get('page') ?? 1)))
  return (
    <Page title={m.media.title} lead={m.media.lead}>
      <Uploader />
      <Loading query={recordings}>
        {(page) =>
          page.count === 0 ? (
            <EmptyState icon="media" title={m.media.empty} text={m.media.emptyText} />
          ) : (
            <Panel title={m.media.list}>
              <Recordings rows={page.results} />
              <Pager page={page} />
            </Panel>
          )
        }
      </Loading>
      <Withdrawn />
    </Page>
  )
}
