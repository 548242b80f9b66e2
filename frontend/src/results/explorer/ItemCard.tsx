import { Button } from '@mantine/core'
import { Link } from 'react-router'

import type { Disagreement, DividedItem, Question } from '../../api/types'
import { formatNumber, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import { ItemMedia } from '../items/ItemMedia'
import { AnswersPlot } from './answers/AnswersPlot'
import { askFor } from './Ask'
import styles from './explorer.module.css'
import { MOST_COUNTED } from './query'

const t = m.studio.explorer
const FIGURES = ['entropy', 'sd', 'distance', 'gain', 'camps', 'bimodality', 'spread'] as const

interface ItemCardProps {
  slug: string
  question: Question
  list: Disagreement
  item: DividedItem
  current: boolean
  onCurrent: () => void
  onAsk: (item: DividedItem) => void
  /** Found again by the keys, which move the page and play. */
  cardRef: (card: HTMLElement | null) => void
}

function Figures({ list, item }: { list: Disagreement; item: DividedItem }) {
  const shown = FIGURES.filter((name) => list.measures.includes(name))
  return (
    <dl className={styles.figures}>
      {shown.map((name) => (
        <div key={name} data-sorted={name === list.sort || undefined}>
          <dt>{t.short[name]}</dt>
          <dd className="num">{formatOr(item.measures[name] ?? null)}</dd>
        </div>
      ))}
    </dl>
  )
}

const formatOr = (value: number | null) => (value === null ? '–' : formatNumber(value, 2))

function Why({ item }: { item: DividedItem }) {
  if (!item.why) return null
  return (
    <p className={styles.why}>
      <Tag tone={item.why === 'careless' ? 'warn' : 'plain'}>{t.why[item.why]}</Tag>
      <span>{t.whyNote[item.why]}</span>
    </p>
  )
}

function Need({ item, onAsk }: Pick<ItemCardProps, 'item' | 'onAsk'>) {
  const raters = askFor(item)
  if (item.more === null) return null
  if (!item.can_ask) return <span className={styles.small}>{t.cannotAsk}</span>
  const open = item.wanted - item.n
  if (open > 0 && item.extra > 0) return <span className={styles.small}>{t.waiting(open)}</span>
  if (raters === 0) return <span className={styles.small}>{t.enough}</span>
  return (
    <>
      <span className={styles.small}>{t.more(item.more, item.more >= MOST_COUNTED, raters)}</span>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t.askOf(item.key, raters)}
        onClick={() => {
          onAsk(item)
        }}
      >
        {t.ask(raters)}
      </Button>
    </>
  )
}

/** One item: what it is, how its raters disagree, all their answers, and what can be done. */
export function ItemCard(props: ItemCardProps) {
  const { slug, question, list, item, current, onCurrent, onAsk, cardRef } = props
  return (
    <article
      ref={cardRef}
      tabIndex={-1}
      aria-label={t.item(item.key)}
      className={styles.card}
      data-current={current || undefined}
      onFocusCapture={onCurrent}
      onPointerDown={onCurrent}
    >
      <div className={styles.about}>
        <h3 className={styles.key}>
          <span className="mono">{item.key}</span>
          <span className={styles.small}>{t.answers(item.n)}</span>
        </h3>
        {item.transcript && (
          <blockquote dir="auto">
            {item.speaker && <b>{item.speaker}: </b>}
            {item.transcript}
          </blockquote>
        )}
        {(item.media !== null || item.clips.length > 0) && (
          <ItemMedia name={item.key} media={item.media} clips={item.clips} />
        )}
        <Why item={item} />
        <Figures list={list} item={item} />
        <div className={styles.acts}>
          <Need item={item} onAsk={onAsk} />
          <Link
            to={`/projects/${slug}/disagreement/${String(item.id)}`}
            aria-label={t.decideOf(item.key)}
          >
            {t.decide}
          </Link>
        </div>
      </div>
      <div className={styles.answers}>
        <AnswersPlot slug={slug} question={question} item={item} />
      </div>
    </article>
  )
}
