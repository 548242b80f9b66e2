import { Button, Group } from '@mantine/core'
import { useSearchParams } from 'react-router'

import type { Page } from '../api/types'
import { m } from '../i18n'

/** Pages in the address, so that a page can be shared and the back button works. */
export function Pager({
  page,
}: {
  page: Pick<Page<unknown>, 'count' | 'next' | 'previous' | 'results'>
}) {
  const [search, setSearch] = useSearchParams()
  const current = Number(search.get('page') ?? 1)
  if (!page.next && !page.previous) return null
  const size = page.next
    ? page.results.length
    : Math.ceil((page.count - page.results.length) / Math.max(1, current - 1))
  const pages = page.next ? Math.ceil(page.count / Math.max(1, size)) : current
  const go = (to: number) => {
    setSearch((now) => {
      if (to > 1) now.set('page', String(to))
      else now.delete('page')
      return now
    })
    window.scrollTo({ top: 0 })
  }
  return (
    <Group justify="flex-end" gap="sm" mt="md">
      <span className="num">{m.common.page(current, pages)}</span>
      <Button
        size="compact-md"
        variant="default"
        disabled={!page.previous}
        onClick={() => {
          go(current - 1)
        }}
      >
        {m.common.previousPage}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        disabled={!page.next}
        onClick={() => {
          go(current + 1)
        }}
      >
        {m.common.nextPage}
      </Button>
    </Group>
  )
}
