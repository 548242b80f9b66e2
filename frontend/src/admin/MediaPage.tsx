import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { queries } from '../api/queries'
import type { RecordingRow } from '../api/types'
import { Page, Panel } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { formatAgo, formatBytes, formatDuration, formatNumber, m } from '../i18n'
import { Pager } from '../results/Pager'
import { Uploader } from './Uploader'

const pictureFacts = ({ width, height }: RecordingRow) =>
  width === null || height === null ? [] : [`${formatNumber(width)} × ${formatNumber(height)}`]

const soundFacts = ({ channels, rate_hz: rate }: RecordingRow) =>
  channels === 0 || rate === null
    ? []
    : [m.units.kilohertz(formatNumber(rate / 1000, 1)), m.media.channels(channels)]

function Recordings({ rows }: { rows: RecordingRow[] }) {
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.media.name}</Table.Th>
            <Table.Th>{m.media.duration}</Table.Th>
            <Table.Th>{m.media.segments}</Table.Th>
            <Table.Th>{m.media.format}</Table.Th>
            <Table.Th>{m.media.size}</Table.Th>
            <Table.Th>{m.media.added}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <bdi>{row.name}</bdi>
              </Table.Td>
              <Table.Td className="num">
                {row.duration_seconds === null ? '–' : formatDuration(row.duration_seconds)}
              </Table.Td>
              <Table.Td className="num">{formatNumber(row.segments)}</Table.Td>
              <Table.Td>
                <bdi>{row.codec}</bdi>
                {[...pictureFacts(row), ...soundFacts(row)].map((fact) => `, ${fact}`)}
              </Table.Td>
              <Table.Td className="num">{formatBytes(row.bytes)}</Table.Td>
              <Table.Td>{formatAgo(row.created_at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
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
    </Page>
  )
}
