import { Chip, Group, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { decisions } from '../../api/decisions'
import type { QueueQuery } from '../../api/decisions'
import type { AdjudicationQueue, QueueItem } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { formatNumber, formatPercent, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import { Pager } from '../Pager'
import shared from '../results.module.css'
import styles from './adjudication.module.css'

const t = m.studio.adjudication
export const PAGE = 50
const STATES = { '': t.all, false: t.open, true: t.decided } as const

/** What of the queue is on show, from the address. */
export function queryOf(search: URLSearchParams): QueueQuery {
  const decided = search.get('decided')
  const page = Number(search.get('page') ?? 1)
  return {
    ...(decided === 'true' || decided === 'false' ? { decided } : {}),
    ...(Number.isInteger(page) && page > 1 ? { page } : {}),
  }
}

function Amount({ value, most, measure }: { value: number | null; most: number; measure: string }) {
  if (value === null) return <span className={shared.small}>{t.unknown}</span>
  return (
    <div className={styles.amount}>
      <span className="num">
        {formatNumber(value, 2)} {measure === 'entropy' ? t.bits : t.points}
      </span>
      <div aria-hidden="true">
        <span style={{ inlineSize: formatPercent(most > 0 ? value / most : 0, 1) }} />
      </div>
    </div>
  )
}

function Row({ item, queue, to }: { item: QueueItem; queue: AdjudicationQueue; to: string }) {
  const most = Math.max(0, ...queue.results.map(({ disagreement }) => disagreement ?? 0))
  return (
    <Table.Tr>
      <Table.Td>
        <p dir="auto">{item.transcript ?? m.items.noWords}</p>
        <span className={`mono ${shared.small ?? ''}`}>{item.key}</span>
      </Table.Td>
      <Table.Td>
        <Amount value={item.disagreement} most={most} measure={queue.measure ?? ''} />
      </Table.Td>
      <Table.Td className="num">{formatNumber(item.ratings)}</Table.Td>
      <Table.Td>{item.decided && <Tag tone="good">{t.decided}</Tag>}</Table.Td>
      <Table.Td className={styles.end}>
        <Link to={to} aria-label={t.lookAt(item.decided ? t.look : t.decide, item.key)}>
          {item.decided ? t.look : t.decide}
        </Link>
      </Table.Td>
    </Table.Tr>
  )
}

function Items({ queue, base }: { queue: AdjudicationQueue; base: string }) {
  const [search] = useSearchParams()
  const page = Number(search.get('page') ?? 1)
  const kept = search.size > 0 ? `?${search.toString()}` : ''
  const more = queue.count > page * PAGE
  return (
    <>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.items.key}</Table.Th>
              <Table.Th w={170}>{t.disagreement}</Table.Th>
              <Table.Th w={90}>{m.items.ratings}</Table.Th>
              <Table.Th w={110}>{t.state}</Table.Th>
              <Table.Th w={90}>
                <span className="visually-hidden">{t.decide}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {queue.results.map((item) => (
              <Row
                key={item.id}
                item={item}
                queue={queue}
                to={`${base}/${String(item.id)}${kept}`}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Pager
        page={{
          count: queue.count,
          results: queue.results,
          next: more ? 'next' : null,
          previous: page > 1 ? 'previous' : null,
        }}
      />
    </>
  )
}

/** Items with several answers, the most divided first. */
export function Queue({ slug, base }: { slug: string; base: string }) {
  const [search, setSearch] = useSearchParams()
  const queue = useQuery(decisions.queue(slug, queryOf(search)))
  const asked = queue.data?.question_text
  return (
    <Panel
      title={t.title}
      note={
        asked
          ? `${t.note(asked)} ${queue.data?.measure === 'sd' ? t.sdNote : t.entropyNote}`
          : t.plain
      }
    >
      <Chip.Group
        value={search.get('decided') ?? ''}
        onChange={(value) => {
          setSearch(value ? { decided: String(value) } : {}, { replace: true })
        }}
      >
        <Group gap={6} mb="sm" role="radiogroup" aria-label={t.state}>
          {Object.entries(STATES).map(([value, label]) => (
            <Chip key={value} value={value} size="xs">
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Loading query={queue} rows={6}>
        {(found) => {
          if (found.results.length > 0) return <Items queue={found} base={base} />
          const filtered = search.get('decided') !== null
          return (
            <EmptyState
              icon="check"
              title={filtered ? t.noneSuch : t.empty}
              text={filtered ? t.noneSuchText : t.emptyText}
            />
          )
        }}
      </Loading>
    </Panel>
  )
}
