import { Alert, Progress, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { queries } from '../api/queries'
import type { SystemStatus } from '../api/types'
import { Page, Panel } from '../app/Page'
import { Loading } from '../app/States'
import { formatAgo, formatBytes, formatNumber, m } from '../i18n'
import { Tag } from '../theme/Tag'
import { isRecord } from '../schemes/rules/common'
import styles from './admin.module.css'

const SILENT_AFTER = 60_000

function shown(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value, Number.isInteger(value) ? 0 : 2)
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}

/** A part of the system may describe itself in one word or in several facts. */
function Facts({ value }: { value: unknown }) {
  if (!isRecord(value)) return <p>{shown(value)}</p>
  return (
    <dl className={styles.facts}>
      {Object.entries(value).map(([name, fact]) => (
        <div key={name}>
          <dt>{name.replaceAll('_', ' ')}</dt>
          <dd className="num">{shown(fact)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Disk({ disk }: { disk: Record<string, unknown> }) {
  const free = disk['free'] ?? disk['free_bytes']
  const total = disk['total'] ?? disk['total_bytes']
  if (typeof free !== 'number' || typeof total !== 'number') return <Facts value={disk} />
  return (
    <>
      <p className="num">{m.system.diskFree(formatBytes(free), formatBytes(total))}</p>
      <Progress value={(1 - free / total) * 100} size="md" mt={6} aria-label={m.system.disk} />
    </>
  )
}

function Workers({ system, now }: { system: SystemStatus; now: number }) {
  if (system.workers.length === 0) return <Alert color="orange">{m.system.noWorkers}</Alert>
  return (
    <Table verticalSpacing={7}>
      <Table.Tbody>
        {system.workers.map((worker) => {
          const silent = now - Date.parse(worker.seen_at) > SILENT_AFTER
          return (
            <Table.Tr key={worker.name}>
              <Table.Td className="mono">{worker.name}</Table.Td>
              <Table.Td>
                {m.system.queue} {worker.queue}
              </Table.Td>
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
                <p className="num">Emotate {data.version}</p>
              </Panel>
              <Panel title={m.system.disk}>
                <Disk disk={data.disk} />
              </Panel>
              <Panel title={m.system.database}>
                <Facts value={data.database} />
              </Panel>
              <Panel title={m.system.broker}>
                <Facts value={data.broker} />
              </Panel>
              <Panel title={m.system.storage}>
                <Facts value={data.storage} />
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
