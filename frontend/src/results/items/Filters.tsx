import { Chip, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { queries } from '../../api/queries'
import type { ItemFacets } from '../../api/types'
import { languageName, m } from '../../i18n'
import { SearchField } from '../SearchField'
import shared from '../results.module.css'
import styles from './items.module.css'

const FACETS = ['role', 'arm', 'language'] as const

/** Addresses can be typed: what is no choice of ours is no filter. */
export function known<Choice extends string>(
  choices: Readonly<Record<Choice | '', string>>,
  value: string | null,
): Choice | null {
  return value && value in choices ? (value as Choice) : null
}

function facetText(name: (typeof FACETS)[number], value: string): string {
  if (name === 'role') return m.studio.items.roles[value] ?? value
  if (name === 'arm') return m.studio.items.arms[value] ?? value
  return languageName(value)
}

/** A row of chips for each of role, presentation and language that the project has more than one of. */
function Facets({
  facets,
  search,
  onChange,
}: {
  facets: ItemFacets
  search: URLSearchParams
  onChange: (name: string, value: string) => void
}) {
  return FACETS.filter((name) => facets[name].length > (name === 'role' ? 1 : 0)).map((name) => (
    <Chip.Group
      key={name}
      value={search.get(name) ?? ''}
      onChange={(value) => {
        onChange(name, String(value))
      }}
    >
      <Group gap={6} role="radiogroup" aria-label={m.studio.items.facets[name]}>
        <span className={shared.small}>{m.studio.items.facets[name]}</span>
        <Chip value="" size="xs">
          {m.studio.items.all}
        </Chip>
        {facets[name].map(({ value, count }) => (
          <Chip key={value} value={value} size="xs">
            {facetText(name, value)} {count}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  ))
}

export function Filters({ slug, count }: { slug: string; count: number | undefined }) {
  const [search, setSearch] = useSearchParams()
  const facets = useQuery(queries.itemFacets(slug))
  const change = (name: string, value: string) => {
    setSearch(
      (now) => {
        if (value) now.set(name, value)
        else now.delete(name)
        now.delete('page')
        return now
      },
      { replace: true },
    )
  }
  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        onSearch={(words) => {
          change('search', words)
        }}
      />
      <Chip.Group
        value={search.get('status') ?? ''}
        onChange={(value) => {
          change('status', String(value))
        }}
      >
        <Group gap={6} role="radiogroup" aria-label={m.items.status}>
          {Object.entries(m.items.statuses).map(([value, label]) => (
            <Chip key={value} value={value} size="sm">
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Select
        aria-label={m.items.order}
        w={180}
        data={Object.entries(m.items.orders).map(([value, label]) => ({ value, label }))}
        value={search.get('ordering') ?? ''}
        allowDeselect={false}
        onChange={(value) => {
          change('ordering', value ?? '')
        }}
      />
      <span className={shared.small} aria-live="polite">
        {count !== undefined && m.items.found(count)}
      </span>
      {facets.data && <Facets facets={facets.data} search={search} onChange={change} />}
    </div>
  )
}
