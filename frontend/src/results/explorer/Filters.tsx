import { Button, Chip, Select } from '@mantine/core'
import { useSearchParams } from 'react-router'

import type { Disagreement } from '../../api/types'
import { m } from '../../i18n'
import styles from './explorer.module.css'
import { FILTERS, changed } from './query'
import type { NAMES } from './query'

const t = m.studio.explorer
const MOST_PAIRS = 6

/** What narrows the list, as chips that stand in the address. */
export function Filters({ list }: { list: Disagreement }) {
  const [search, setSearch] = useSearchParams()
  const change = (name: (typeof NAMES)[number], value: string | null) => {
    setSearch((now) => changed(now, name, value), { replace: true })
  }
  const texts = new Map(list.labels.map(({ id, text }) => [id, text]))
  const chip = (name: 'pair' | 'why' | 'needs', value: string, label: string) => (
    <Chip
      key={`${name} ${value}`}
      size="xs"
      checked={search.get(name) === value}
      onChange={(on) => {
        change(name, on ? value : null)
      }}
    >
      {label}
    </Chip>
  )
  const needing = (list.need ?? []).reduce((sum, { items }) => sum + items, 0)
  const filtered = FILTERS.some((name) => search.has(name))
  return (
    <div className={styles.filters}>
      <Select
        size="xs"
        w={280}
        label={t.sort}
        data={list.measures.map((value) => ({ value, label: t.measures[value] ?? value }))}
        value={list.sort}
        allowDeselect={false}
        onChange={(value) => {
          change('sort', value)
        }}
      />
      <div className={styles.chips} role="group" aria-label={t.filters}>
        {needing > 0 && chip('needs', 'true', t.needs(needing))}
        {list.whys &&
          (['ambiguous', 'careless'] as const)
            .filter((why) => (list.whys?.[why] ?? 0) > 0)
            .map((why) => chip('why', why, t.whyChip(t.why[why] ?? why, list.whys?.[why] ?? 0)))}
        {list.pairs.slice(0, MOST_PAIRS).map(({ first, second, items }) => {
          const label = t.pairChip(texts.get(first) ?? first, texts.get(second) ?? second, items)
          return chip('pair', `${first},${second}`, label)
        })}
        {filtered && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              setSearch((now) => FILTERS.reduce((left, name) => changed(left, name, null), now), {
                replace: true,
              })
            }}
          >
            {t.clear}
          </Button>
        )}
      </div>
      <span className={styles.small} aria-live="polite">
        {t.found(list.count)}
      </span>
    </div>
  )
}
