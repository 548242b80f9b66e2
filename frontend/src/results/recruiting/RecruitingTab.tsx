import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'

import { decisions } from '../../api/decisions'
import type { RecruitLink } from '../../api/types'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
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

const COLUMNS = [
  { title: t.link },
  { title: t.state, width: 110 },
  { title: t.places, width: 110 },
  { title: t.people, width: 190 },
  { title: m.common.tools, quiet: true, width: 120 },
]
const COUNTS = ['active', 'completed', 'approved', 'rejected', 'returned', 'abandoned'] as const

function Row({ slug, link, now }: { slug: string; link: RecruitLink; now: number }) {
  const to = `/projects/${slug}/recruiting/${String(link.id)}`
  const counts = COUNTS.flatMap((state) => {
    const count = link.participants[state] ?? 0
    return count > 0 ? [t.count(formatNumber(count), t.counted[state])] : []
  })
  return (
    <CardRow corner>
      <Cell part="title">
        <Link to={to} className={styles.name}>
          <bdi>{link.name}</bdi>
        </Link>
        <Address link={link} />
      </Cell>
      <Cell name={t.state}>
        <LinkTag link={link} now={now} />
      </Cell>
      <Cell name={t.places} num>
        {placesText(link)}
      </Cell>
      <Cell name={t.people}>
        {counts.length === 0 ? t.nobody : counts.join(', ')}
        <p className={shared.small}>
          <Link to={to} aria-label={t.participantsOf(link.name)}>
            {t.participants}
          </Link>
        </p>
      </Cell>
      <Cell part="corner" className={styles.end}>
        <CloseButton slug={slug} link={link} />
      </Cell>
    </CardRow>
  )
}

function List({ slug, links, now }: { slug: string; links: RecruitLink[]; now: number }) {
  return (
    <Panel title={t.list} note={t.listNote}>
      <CardTable spacing={10} columns={COLUMNS} className={styles.links}>
        {links.map((link) => (
          <Row key={link.id} slug={slug} link={link} now={now} />
        ))}
      </CardTable>
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
