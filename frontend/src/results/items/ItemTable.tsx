import { Fragment, useState } from 'react'
import { Link } from 'react-router'

import type { ItemRow, Page as PageOf, Scheme } from '../../api/types'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { formatNumber, languageName, m } from '../../i18n'
import { clock } from '../../player/geometry'
import { Icon } from '../../theme/Icon'
import { labelColours } from '../../theme/labelColours'
import { Tag } from '../../theme/Tag'
import { kindOf } from '../../schemes/kinds/registry'
import { SoftBar } from '../plots/SoftBar'
import { ItemMedia, Thumbnail } from './ItemMedia'
import shared from '../results.module.css'
import styles from './items.module.css'

const COLUMNS = [
  { title: m.studio.items.media, quiet: true, width: 44 },
  { title: m.items.words },
  { title: m.items.soft, width: 200 },
  { title: m.items.ratings, width: 96 },
  { title: m.items.entropy, width: 80, note: m.items.entropyNote },
  { title: m.studio.items.preview, quiet: true, width: 92 },
]

/** The question whose soft label stands in the table: the first with labels. */
function leadingLabels(scheme: Scheme) {
  for (const question of scheme.questions) {
    const labels = kindOf(question).labels(question)
    if (labels.length === 0) continue
    const colours = labelColours(labels)
    return {
      id: question.id,
      labels: labels.map((label) => ({ ...label, colour: colours.get(label.id) ?? '' })),
    }
  }
  return null
}

/** The ranges that a correction cut this one from. */
function cutFrom({ parents }: ItemRow): string {
  return parents
    .map(({ start_seconds: start, end_seconds: end }) => `${clock(start ?? 0)}–${clock(end ?? 0)}`)
    .join(', ')
}

function Facts({ item }: { item: ItemRow }) {
  return (
    <div className={shared.small}>
      {item.about && <span dir="auto">{m.studio.items.about(item.about)} · </span>}
      {item.speaker && <span dir="auto">{item.speaker} · </span>}
      <span className="mono">{item.key}</span>
      {item.role !== 'normal' && (
        <Tag tone="accent">{m.studio.items.roles[item.role] ?? item.role}</Tag>
      )}
      {item.arm && <Tag>{m.studio.items.arms[item.arm] ?? item.arm}</Tag>}
      {item.language && <Tag>{languageName(item.language)}</Tag>}
      {item.replaced && <Tag>{m.studio.items.replaced}</Tag>}
      {item.parents.length > 0 && <Tag>{m.studio.items.cutFrom(cutFrom(item))}</Tag>}
      {item.flags.map((flag) => (
        <Tag key={flag} tone="warn">
          {m.studio.items.flags[flag] ?? flag}
        </Tag>
      ))}
    </div>
  )
}

interface RowProps {
  item: ItemRow
  slug: string
  leading: ReturnType<typeof leadingLabels>
  open: boolean
  onOpen: () => void
}

function Row({ item, slug, leading, open, onOpen }: RowProps) {
  const shares = leading ? item.labels?.[leading.id] : undefined
  const hasMedia = item.media !== null || item.clips.length > 0
  return (
    <CardRow lead data-playing={open || undefined}>
      <Cell part="lead">
        <button
          type="button"
          className={styles.playButton}
          aria-expanded={open}
          aria-label={open ? m.items.stop : m.items.play(item.key)}
          disabled={!hasMedia}
          onClick={onOpen}
        >
          <Icon name={open ? 'close' : 'play'} size={15} />
        </button>
      </Cell>
      <Cell part="title">
        <div className={styles.item}>
          <Thumbnail media={item.media ?? item.clips[0] ?? null} />
          <div>
            <p
              dir="auto"
              lang={item.language ?? undefined}
              className={styles.words}
              data-empty={!item.transcript || undefined}
            >
              {item.transcript ?? m.items.noWords}
            </p>
            <Facts item={item} />
          </div>
        </div>
      </Cell>
      <Cell part="wide" empty={!shares}>
        {leading && shares ? (
          <SoftBar labels={leading.labels} shares={shares} />
        ) : (
          <span className={shared.small}>{m.items.notRated}</span>
        )}
      </Cell>
      <Cell name={m.items.ratings} num data-complete={item.ratings >= item.wanted || undefined}>
        {m.common.of(item.ratings, item.wanted)}
        {item.extra > 0 && <Tag tone="warn">{m.studio.items.extra(item.extra)}</Tag>}
      </Cell>
      <Cell name={m.items.entropy} num empty={item.entropy === null}>
        {item.entropy === null ? '–' : formatNumber(item.entropy, 2)}
      </Cell>
      <Cell>
        <Link
          to={`/projects/${slug}/items/${String(item.id)}`}
          className={styles.look}
          aria-label={m.studio.items.previewOf(item.key)}
        >
          {m.studio.items.preview}
        </Link>
      </Cell>
    </CardRow>
  )
}

/** Items with their words, soft label and progress; media opens in place, one at a time. */
export function ItemTable({
  page,
  scheme,
  slug,
}: {
  page: PageOf<ItemRow>
  scheme: Scheme
  slug: string
}) {
  const leading = leadingLabels(scheme)
  const [open, setOpen] = useState<number | null>(null)
  return (
    <CardTable spacing={7} columns={COLUMNS} className={styles.items}>
      {page.results.map((item) => (
        <Fragment key={item.id}>
          <Row
            item={item}
            slug={slug}
            leading={leading}
            open={open === item.id}
            onOpen={() => {
              setOpen(open === item.id ? null : item.id)
            }}
          />
          {open === item.id && (
            <CardRow className={styles.opened}>
              <Cell part="wide" colSpan={6} className={styles.media}>
                <ItemMedia name={item.key} media={item.media} clips={item.clips} autoplay />
              </Cell>
            </CardRow>
          )}
        </Fragment>
      ))}
    </CardTable>
  )
}
