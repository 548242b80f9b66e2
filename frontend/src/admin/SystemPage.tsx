import { Alert, Progress, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { queries } from '../api/queries'
import type { SystemStatus } from '../api/types'
import { Page, Panel } from '../app/Page'
import { Loading } from '../app/States'
import { formatAgo, formatBytes, m } from '../i18n'
import { Tag } from '../theme/Tag'
import styles from './admin.module.css'

const SILENT_AFTER = 60_000

function Disk({ free, total }: { free: number; total: number }) {
  return (
    <>
      <p className="num">{m.system.diskFree(formatBytes(free), formatBytes(total))}</p>
      <Progress
        value={total > 0 ? (1 - free / total) * 100 : 0}
        size="md"
        mt={6}
        aria-label={m.system.disk}
      />
    </>
  )
}

function Workers({ system, now }: { system: SystemStatus; now: number }) {
  if (system.workers.length === 0) return <Alert color="orange">{m.system.noWorkers}</Alert>
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing={7}>
        <Table.Tbody>
          {system.workers.map((worker) => {
            const silent = now - Date.parse(worker.seen_at) > SILENT_AFTER
            return (
              <Table.Tr key={worker.name}>
                <Table.Td className="mono">{worker.name}</Table.Td>
                <Table.Td>{m.system.queues(worker.queues)}</Table.Td>
                <Table.Td>{m.system.seen(formatAgo(worker.seen_at, now))}</Table.Td>
                <Table.Td>
                  <Tag tone={silent ? 'warn' : 'good'}>
                    {silent ? m.system.silent : m.system.alive}
                  </Tag>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

export function SystemPage() {
  const system = useQuery(queries.system())
  return (
    <Page title={m.system.title} lead={m.system.lead}>
      <Loading query={system}>
        {(data) => (
          <>
            <div className={styles.cards}>
              <Panel title={m.system.version}>
                <p className="num">
                  {m.common.product} {data.version}
                </p>
              </Panel>
              <Panel title={m.system.disk}>
                <Disk free={data.disk_free_bytes} total={data.disk_total_bytes} />
              </Panel>
              <Panel title={m.system.database}>
                <p>{data.database}</p>
                <p className={styles.small}>
                  {data.database_embedded ? m.system.embedded : m.system.external}
                </p>
              </Panel>
              <Panel title={m.system.broker}>
                <p>{data.broker_embedded ? m.system.brokerEmbedded : m.system.brokerExternal}</p>
              </Panel>
              <Panel title={m.system.storage}>
                <p className="mono">{data.storage}</p>
              </Panel>
              <Panel title={m.system.workers} note={m.system.workersNote}>
                <Workers system={data} now={system.dataUpdatedAt} />
              </Panel>
            </div>
            <p className={styles.small}>
              {m.system.doctor} <code className={styles.command}>emotate doctor</code>
            </p>
          </>
        )}
      </Loading>
    </Page>
  )
}
