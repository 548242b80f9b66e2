import { Button, Chip, Group, Select, Table, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'

import { queries } from '../api/queries'
import type { ItemRow, Page as PageOf, Scheme } from '../api/types'
import { Panel } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { useUser } from '../app/session'
import { formatNumber, m } from '../i18n'
import { Icon } from '../theme/Icon'
import { labelColours } from '../theme/labelColours'
import { Tag } from '../theme/Tag'
import { Pager } from './Pager'
import { useProject } from './ProjectLayout'
import { SoftBar } from './plots/SoftBar'
import { useItemAudio } from './useItemAudio'
import styles from './results.module.css'

/** The question whose soft label stands in the table: the first with labels. */
function leadingLabels(scheme: Scheme) {
  const question = scheme.questions.find((candidate) => candidate.kind !== 'scale')
  if (!question) return null
  const colours = labelColours(question.labels)
  return {
    id: question.id,
    labels: question.labels.map((label) => ({ ...label, colour: colours.get(label.id) ?? '' })),
  }
}

/** Addresses can be typed: what is no choice of ours is no filter. */
function known<Choice extends string>(
  choices: Readonly<Record<Choice | '', string>>,
  value: string | null,
): Choice | null {
  return value && value in choices ? (value as Choice) : null
}

function Filters({ count }: { count: number | undefined }) {
  const [search, setSearch] = useSearchParams()
  const [words, setWords] = useState(search.get('search') ?? '')
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
  const searchSoon = useDebouncedCallback((value: string) => {
    change('search', value)
  }, 250)
  return (
    <div className={styles.filters}>
      <TextInput
        type="search"
        className={styles.search}
        aria-label={m.items.search}
        placeholder={m.items.search}
        leftSection={<Icon name="search" size={16} />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          searchSoon(event.currentTarget.value.trim())
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
      <span className={styles.small} aria-live="polite">
        {count !== undefined && m.items.found(count)}
      </span>
    </div>
  )
}

function Row({
  item,
  leading,
  playing,
  onPlay,
}: {
  item: ItemRow
  leading: ReturnType<typeof leadingLabels>
  playing: boolean
  onPlay: () => void
}) {
  const shares = leading ? item.labels?.[leading.id] : undefined
  return (
    <Table.Tr data-playing={playing || undefined}>
      <Table.Td>
        <button
          type="button"
          className={styles.playButton}
          aria-label={playing ? m.items.stop : m.items.play(item.key)}
          disabled={item.media_url === null}
          onClick={onPlay}
        >
          <Icon name={playing ? 'pause' : 'play'} size={15} />
        </button>
      </Table.Td>
      <Table.Td>
        <p dir="auto" className={styles.words} data-empty={!item.transcript || undefined}>
          {item.transcript ?? m.items.noWords}
        </p>
        <div className={styles.small}>
          {item.speaker && <span dir="auto">{item.speaker} · </span>}
          <span className="mono">{item.key}</span>
          {item.flags.map((flag) => (
            <Tag key={flag} tone="warn">
              {flag}
            </Tag>
          ))}
        </div>
      </Table.Td>
      <Table.Td>
        {leading && shares ? (
          <SoftBar labels={leading.labels} shares={shares} />
        ) : (
          <span className={styles.small}>{m.items.notRated}</span>
        )}
      </Table.Td>
      <Table.Td className="num" data-complete={item.ratings >= item.wanted || undefined}>
        {m.common.of(item.ratings, item.wanted)}
      </Table.Td>
      <Table.Td className="num">
        {item.entropy === null ? '–' : formatNumber(item.entropy, 2)}
      </Table.Td>
    </Table.Tr>
  )
}

function Rows({ page, scheme }: { page: PageOf<ItemRow>; scheme: Scheme }) {
  const leading = leadingLabels(scheme)
  const { playing, toggle } = useItemAudio()
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing={7} className={styles.items}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={44} />
            <Table.Th>{m.items.words}</Table.Th>
            <Table.Th w={210}>{m.items.soft}</Table.Th>
            <Table.Th w={90}>{m.items.ratings}</Table.Th>
            <Table.Th w={86} title={m.items.entropyNote}>
              {m.items.entropy}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {page.results.map((item) => (
            <Row
              key={item.key}
              item={item}
              leading={leading}
              playing={playing === item.key}
              onPlay={() => {
                const { key, media_url: url, start_seconds: start, end_seconds: end } = item
                if (url && start !== null && end !== null) toggle(key, url, start, end)
              }}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

export function ItemsTab() {
  const { slug, scheme, counts } = useProject()
  const user = useUser()
  const [search, setSearch] = useSearchParams()
  const words = search.get('search')
  const status = known(m.items.statuses, search.get('status'))
  const ordering = known(m.items.orders, search.get('ordering'))
  const filter = {
    page: Number(search.get('page') ?? 1),
    ...(words ? { search: words } : {}),
    ...(status ? { status } : {}),
    ...(ordering ? { ordering } : {}),
  }
  const items = useQuery(queries.items(slug, filter))
  if (counts.items === 0) {
    return (
      <EmptyState icon="media" title={m.items.empty} text={m.items.emptyText}>
        {user.role === 'admin' && (
          <Button component={Link} to={`/media?project=${slug}`}>
            {m.items.addMedia}
          </Button>
        )}
      </EmptyState>
    )
  }
  return (
    <Panel>
      <Filters count={items.data?.count} />
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
              <Rows page={page} scheme={scheme} />
              <Pager page={page} />
            </>
          )
        }
      </Loading>
    </Panel>
  )
}
