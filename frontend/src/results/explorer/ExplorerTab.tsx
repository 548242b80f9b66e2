import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { Action } from '../../actions/types'
import { useActions } from '../../actions/useActions'
import { comparing } from '../../api/agreement'
import type { Disagreement, DividedItem, Question } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { m } from '../../i18n'
import { InviteRaters } from '../InviteRaters'
import { Pager } from '../Pager'
import { useProject } from '../ProjectLayout'
import { QuestionChips } from '../agreement/QuestionChips'
import { saveCsv } from '../plots/save'
import { askFor, useAsking } from './Ask'
import { Filters } from './Filters'
import { ItemCard } from './ItemCard'
import { NeedPanel } from './NeedPanel'
import styles from './explorer.module.css'
import { FILTERS, changed, queryOf } from './query'
import { tableOf } from './table'
import { useWalk } from './useWalk'

const t = m.studio.explorer
const PAGE = 25

interface Hands {
  at: number
  go: (to: number) => void
  play: () => void
  ask: () => void
}

const ACTIONS: readonly Action<Hands>[] = [
  {
    name: 'next-item',
    group: t.group,
    label: t.next,
    keys: ['j'],
    repeats: true,
    run: ({ at, go }) => {
      go(at + 1)
    },
  },
  {
    name: 'previous-item',
    group: t.group,
    label: t.previous,
    keys: ['k'],
    repeats: true,
    run: ({ at, go }) => {
      go(at - 1)
    },
  },
  {
    name: 'play-item',
    group: t.group,
    label: t.play,
    keys: ['Space'],
    run: ({ play }) => {
      play()
    },
  },
  {
    name: 'ask-for-raters',
    group: t.group,
    label: t.askKey,
    keys: ['a'],
    run: ({ ask }) => {
      ask()
    },
  },
]

function Items({ slug, question, list }: { slug: string; question: Question; list: Disagreement }) {
  const { at, go, play, keep, setCurrent } = useWalk(list.results.length)
  const asking = useAsking(slug)
  const ask = (item: DividedItem | undefined) => {
    const raters = item ? askFor(item) : 0
    if (item && raters > 0) asking.mutate({ items: [{ id: item.id, raters }] })
  }
  const hands = {
    at,
    go,
    play,
    ask: () => {
      ask(list.results[at])
    },
  }
  useActions(ACTIONS, hands, list.results.length > 0)
  return (
    <>
      <p className={styles.small}>{t.keys}</p>
      <div className={styles.list}>
        {list.results.map((item, index) => (
          <ItemCard
            key={item.id}
            slug={slug}
            question={question}
            list={list}
            item={item}
            current={index === at}
            onCurrent={() => {
              setCurrent(index)
            }}
            onAsk={ask}
            cardRef={keep(index)}
          />
        ))}
      </div>
    </>
  )
}

function NoItems({ slug, filtered }: { slug: string; filtered: boolean }) {
  if (filtered) return <EmptyState icon="check" title={t.noneSuch} text={t.noneSuchText} />
  return (
    <EmptyState icon="chart" title={t.empty} text={t.emptyText}>
      <InviteRaters slug={slug} />
    </EmptyState>
  )
}

/** The list of a question: what narrows it, the items, and the pages of it. */
function Found({ slug, question, list }: { slug: string; question: Question; list: Disagreement }) {
  const [search] = useSearchParams()
  const page = Number(search.get('page') ?? 1)
  const filtered = FILTERS.some((name) => search.has(name))
  if (list.total === 0) return <NoItems slug={slug} filtered={false} />
  return (
    <>
      <NeedPanel slug={slug} question={question} list={list} />
      <Panel
        title={t.title}
        note={t.note(list.total, list.text)}
        tools={
          <>
            <Button
              size="compact-sm"
              variant="subtle"
              component={Link}
              to={`/projects/${slug}/disagreement/decide`}
            >
              {t.toDecide}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                const { head, rows } = tableOf(list, question)
                saveCsv(head, rows, `${slug}-disagreement-${list.question}`)
              }}
            >
              {m.common.saveCsv}
            </Button>
          </>
        }
      >
        <Filters list={list} />
        {list.results.length === 0 ? (
          <NoItems slug={slug} filtered={filtered} />
        ) : (
          <Items
            key={`${list.question} ${String(page)} ${search.toString()}`}
            slug={slug}
            question={question}
            list={list}
          />
        )}
        <Pager
          page={{
            count: list.count,
            results: list.results,
            next: list.count > page * PAGE ? 'next' : null,
            previous: page > 1 ? 'previous' : null,
          }}
        />
      </Panel>
    </>
  )
}

/** Items whose raters disagree, with all that was answered, to listen to and to act on. */
export function ExplorerTab() {
  const { slug, scheme } = useProject()
  const [search, setSearch] = useSearchParams()
  const query = useQuery(comparing.items(slug, queryOf(search)))
  return (
    <Loading query={query} rows={6}>
      {(list) => {
        const question = scheme.questions.find(({ id }) => id === list.question)
        return (
          <>
            <QuestionChips
              questions={scheme.questions}
              value={list.question}
              onChange={(chosen) => {
                setSearch((now) => changed(now, 'question', chosen), { replace: true })
              }}
            />
            {question && <Found slug={slug} question={question} list={list} />}
          </>
        )
      }}
    </Loading>
  )
}
