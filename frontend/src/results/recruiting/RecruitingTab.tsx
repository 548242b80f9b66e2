import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'

import { decisions } from '../../api/decisions'
import type { RecruitLink } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { formatNumber, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import { LinkForm } from './LinkForm'
import { Address, CloseButton, LinkTag, placesText } from './LinkParts'
import styles from './recruiting.module.css'

const t = m.studio.recruiting
const COUNTS = ['active', 'completed', 'approved', 'rejected', 'returned', 'abandoned'] as const

function Row({ slug, link, now }: { slug: string; link: RecruitLink; now: number }) {
  const to = `/projects/${slug}/recruiting/${String(link.id)}`
  const counts = COUNTS.flatMap((state) => {
    const count = link.participants[state] ?? 0
    return count > 0 ? [t.count(formatNumber(count), t.counted[state])] : []
  })
  return (
    <Table.Tr>
      <Table.Td>
        <Link to={to} className={styles.name}>
          <bdi>{link.name}</bdi>
        </Link>
        <Address link={link} />
      </Table.Td>
      <Table.Td>
        <LinkTag link={link} now={now} />
      </Table.Td>
      <Table.Td className="num">{placesText(link)}</Table.Td>
      <Table.Td>
        {counts.length === 0 ? t.nobody : counts.join(', ')}
        <p className={shared.small}>
          <Link to={to} aria-label={t.participantsOf(link.name)}>
            {t.participants}
          </Link>
        </p>
      </Table.Td>
      <Table.Td className={styles.end}>
        <CloseButton slug={slug} link={link} />
      </Table.Td>
    </Table.Tr>
  )
}

function List({ slug, links, now }: { slug: string; links: RecruitLink[]; now: number }) {
  return (
    <Panel title={t.list} note={t.listNote}>
      <Table.ScrollContainer minWidth={820}>
        <Table verticalSpacing={10} className={styles.links}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.link}</Table.Th>
              <Table.Th w={110}>{t.state}</Table.Th>
              <Table.Th w={110}>{t.places}</Table.Th>
              <Table.Th w={190}>{t.people}</Table.Th>
              <Table.Th w={100}>
                <span className="visually-hidden">{m.common.tools}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {links.map((link) => (
              <Row key={link.id} slug={slug} link={link} now={now} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

/** Links by which people join under an id of a recruiting service. */
export function RecruitingTab() {
  const { slug } = useProject()
  const [search, setSearch] = useSearchParams()
  const [now] = useState(() => Date.now())
  const links = useQuery(decisions.links(slug))
  const making = search.has('new')
  const begin = (
    <Button
      leftSection={<Icon name="plus" size={15} />}
      onClick={() => {
        setSearch({ new: '1' })
      }}
    >
      {t.make}
    </Button>
  )
  if (making) {
    return (
      <LinkForm
        slug={slug}
        onClose={() => {
          setSearch({})
        }}
      />
    )
  }
  return (
    <Loading query={links}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState icon="link" title={t.empty} text={t.emptyText}>
            {begin}
          </EmptyState>
        ) : (
          <>
            <div className={styles.bar}>{begin}</div>
            <List slug={slug} links={rows} now={now} />
          </>
        )
      }
    </Loading>
  )
}
