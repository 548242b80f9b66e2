import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { queries } from '../../api/queries'
import type { ItemRow } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { m } from '../../i18n'
import { Pager } from '../Pager'
import { useProject } from '../ProjectLayout'
import { SearchField } from '../SearchField'
import { Thumbnail } from '../items/ItemMedia'
import shared from '../results.module.css'
import styles from './checks.module.css'

const t = m.studio.checks

function Row({ item, slug }: { item: ItemRow; slug: string }) {
  return (
    <Table.Tr>
      <Table.Td>
        <div className={styles.item}>
          <Thumbnail media={item.media ?? item.clips[0] ?? null} />
          <div>
            <p dir="auto" lang={item.language ?? undefined}>
              {item.transcript ?? m.items.noWords}
            </p>
            <p className={shared.small}>
              {item.speaker && <bdi>{item.speaker} · </bdi>}
              <span className="mono">{item.key}</span>
            </p>
          </div>
        </div>
      </Table.Td>
      <Table.Td className={styles.end}>
        <Button
          size="compact-sm"
          variant="default"
          component={Link}
          to={`/projects/${slug}/checks/${String(item.id)}`}
          aria-label={t.chooseOf(item.key)}
        >
          {t.chooseThis}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

/** Items that can still become known ones: nobody has rated them. */
export function ChooseItemPage() {
  const { slug } = useProject()
  const [search, setSearch] = useSearchParams()
  const words = search.get('search')
  const items = useQuery(
    queries.items(slug, {
      page: Number(search.get('page') ?? 1),
      role: 'normal',
      status: 'unrated',
      ...(words ? { search: words } : {}),
    }),
  )
  return (
    <Panel
      title={t.choose}
      note={t.chooseNote}
      tools={
        <Button
          size="compact-sm"
          variant="default"
          component={Link}
          to={`/projects/${slug}/checks`}
        >
          {t.back}
        </Button>
      }
    >
      <SearchField
        mb="sm"
        maw={340}
        onSearch={(found) => {
          setSearch(found ? { search: found } : {}, { replace: true })
        }}
      />
      <Loading query={items} rows={6}>
        {(page) =>
          page.results.length === 0 ? (
            <EmptyState icon="search" title={t.chooseNone} text={t.chooseNoneText} />
          ) : (
            <>
              <Table verticalSpacing={8}>
                <Table.Thead className="visually-hidden">
                  <Table.Tr>
                    <Table.Th>{t.item}</Table.Th>
                    <Table.Th>{t.chooseThis}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {page.results.map((item) => (
                    <Row key={item.id} item={item} slug={slug} />
                  ))}
                </Table.Tbody>
              </Table>
              <Pager page={page} />
            </>
          )
        }
      </Loading>
    </Panel>
  )
}
