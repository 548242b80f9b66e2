import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { queries } from '../../api/queries'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { useUser } from '../../app/session'
import { m } from '../../i18n'
import { Pager } from '../Pager'
import { useProject } from '../ProjectLayout'
import { Filters, known } from './Filters'
import { ItemTable } from './ItemTable'

const ROLES = ['normal', 'gold', 'attention', 'training', 'quiz'] as const
const FREE = ['search', 'arm', 'language'] as const

/** The filters in the address, as the server asks for them. */
function filterFrom(search: URLSearchParams) {
  const status = known(m.items.statuses, search.get('status'))
  const ordering = known(m.items.orders, search.get('ordering'))
  const role = ROLES.find((name) => name === search.get('role'))
  const free = FREE.flatMap((name) => {
    const value = search.get(name)
    return value ? [[name, value] as const] : []
  })
  return {
    page: Number(search.get('page') ?? 1),
    ...Object.fromEntries(free),
    ...(role ? { role } : {}),
    ...(status ? { status } : {}),
    ...(ordering ? { ordering } : {}),
  }
}

export function ItemsTab() {
  const { slug, scheme, counts } = useProject()
  const user = useUser()
  const [search, setSearch] = useSearchParams()
  const items = useQuery(queries.items(slug, filterFrom(search)))
  if (counts.items === 0) {
    return (
      <EmptyState icon="media" title={m.items.empty} text={m.items.emptyText}>
        {user.role === 'admin' && (
          <Button component={Link} to={`/media?project=${slug}`}>
            {m.items.addMedia}
          </Button>
        )}
        <Button
          component={Link}
          to={`/projects/${slug}/import`}
          variant={user.role === 'admin' ? 'default' : 'filled'}
        >
          {m.studio.imports.title}
        </Button>
      </EmptyState>
    )
  }
  return (
    <Panel>
      <Filters slug={slug} count={items.data?.count} />
      <Loading query={items} rows={8}>
        {(page) =>
          page.results.length === 0 ? (
            <EmptyState icon="search" title={m.items.none} text={m.items.noneText}>
              <Button
                variant="default"
                onClick={() => {
                  setSearch({})
                }}
              >
                {m.items.clear}
              </Button>
            </EmptyState>
          ) : (
            <>
              <ItemTable page={page} scheme={scheme} slug={slug} />
              <Pager page={page} />
            </>
          )
        }
      </Loading>
    </Panel>
  )
}
