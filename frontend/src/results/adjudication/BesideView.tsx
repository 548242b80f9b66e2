import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'

import { HelpSheet } from '../../actions/HelpSheet'
import { Key } from '../../actions/Key'
import type { Action } from '../../actions/types'
import { useActions } from '../../actions/useActions'
import { decisions } from '../../api/decisions'
import type { Beside } from '../../api/types'
import { Leaving } from '../../app/Leaving'
import { Loading } from '../../app/States'
import { m } from '../../i18n'
import { StageContext } from '../../schemes/stage'
import { MediaPane } from '../../tasks/media/MediaPane'
import { NO_CONTROLS } from '../../tasks/media/controls'
import { ratingActions } from '../../tasks/keys/ratingActions'
import type { RatingContext } from '../../tasks/keys/ratingActions'
import { useMediaChoices } from '../../tasks/media/useMediaChoices'
import { useStageLending } from '../../tasks/media/useStageLending'
import { Icon } from '../../theme/Icon'
import { Answers } from './Answers'
import { Decide } from './Decide'
import { History } from './History'
import { queryOf } from './Queue'
import { neighboursOf } from './beside'
import type { Neighbours } from './beside'
import { useDeciding } from './useDeciding'
import type { Deciding } from './useDeciding'
import styles from './adjudication.module.css'

const t = m.studio.adjudication
/** What the rating page has and a decision has not. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'submit',
  'skip',
  'undo-submit',
  'guidelines',
  'pause',
  'break-later',
])

interface WalkProps {
  back: string
  neighbours: Neighbours
  count: number
  onGo: (id: number) => void
  onHelp: () => void
}

/** Back to the list, and on to the items before and after. */
function Walk({ back, neighbours, count, onGo, onHelp }: WalkProps) {
  const { previous, next, place } = neighbours
  const step = (id: number | null, label: string, key: string) => (
    <Button
      size="compact-md"
      variant="default"
      disabled={id === null}
      rightSection={<Key name={key} />}
      onClick={() => {
        if (id !== null) onGo(id)
      }}
    >
      {label}
    </Button>
  )
  return (
    <nav className={styles.walk} aria-label={t.walk}>
      <Button
        size="compact-md"
        variant="subtle"
        component={Link}
        to={back}
        leftSection={<Icon name="back" size={15} />}
      >
        {t.back}
      </Button>
      {place !== null && <span className="num">{t.place(place, count)}</span>}
      <span className={styles.steps}>
        {step(previous, t.previous, 'Ctrl+ArrowUp')}
        {step(next, t.next, 'Ctrl+ArrowDown')}
        <Button
          size="compact-md"
          variant="subtle"
          leftSection={<Icon name="keyboard" size={15} />}
          onClick={onHelp}
        >
          {m.actions.title}
        </Button>
      </span>
    </nav>
  )
}

function actionsOf(
  beside: Beside,
  deciding: Deciding,
  go: { previous: () => void; next: () => void },
): Action<RatingContext>[] {
  const { move } = m.keys.groups
  return [
    ...ratingActions(beside.scheme.questions).filter(({ name }) => !NOT_HERE.has(name)),
    { name: 'decide', group: move, label: t.save, keys: ['Enter'], run: deciding.save },
    { name: 'next-item', group: move, label: t.next, keys: ['Ctrl+ArrowDown'], run: go.next },
    { name: 'last-item', group: move, label: t.previous, keys: ['Ctrl+ArrowUp'], run: go.previous },
  ]
}

interface ItemProps extends Omit<WalkProps, 'onHelp'> {
  slug: string
  beside: Beside
  onDecided: () => void
}

function Item({ slug, beside, onDecided, ...walk }: ItemProps) {
  const deciding = useDeciding(slug, beside, onDecided)
  const { answering, task, answers } = deciding
  const choices = useMediaChoices()
  const [controls, setControls] = useState(NO_CONTROLS)
  const [help, setHelp] = useState(false)
  const { stop } = answering
  const current = stop?.question.id ?? ''
  const lending = useStageLending(answering.questions, stop?.question.id ?? null)
  const owner = beside.scheme.questions.find(({ id }) => id === lending.stage.owner)
  const context: RatingContext = {
    player: controls.player,
    stepClip: controls.stepClip,
    zoom: controls.zoom,
    toggleSpectrogram: null,
    task,
    stop,
    answer: answers[current],
    picked: answering.picked[current] ?? null,
    locked: deciding.saving,
    canUndoEdit: deciding.canUndo,
    canRedoEdit: deciding.canRedo,
    canUndoSubmit: false,
    setAnswer: (answer) => {
      answering.setAnswer(current, answer)
    },
    pick: (label) => {
      answering.pick(current, label)
    },
    typed: answering.typed,
    retype: answering.retype,
    moveStop: answering.moveStop,
    moveOption: answering.moveOption,
    command: lending.command,
    undoEdit: deciding.undo,
    redoEdit: deciding.redo,
    submit: deciding.save,
    skip: () => undefined,
    undoSubmit: () => undefined,
    help: () => {
      setHelp(true)
    },
    guidelines: () => undefined,
    pause: () => undefined,
    breakLater: null,
  }
  const { previous, next } = walk.neighbours
  const actions = actionsOf(beside, deciding, {
    previous: () => {
      if (previous !== null) walk.onGo(previous)
    },
    next: () => {
      if (next !== null) walk.onGo(next)
    },
  })
  useActions(actions, context, !help && deciding.leaving.state === 'unblocked')
  return (
    <StageContext.Provider value={lending.stage}>
      <Walk {...walk} onHelp={context.help} />
      <div className={styles.panes}>
        <div className={styles.seen}>
          <div className={styles.media}>
            <h2 className={styles.key}>
              <span className="mono">{beside.item}</span>
            </h2>
            <MediaPane
              task={task}
              player={controls.player}
              choices={choices}
              lending={lending}
              bare={owner?.kind === 'timeline'}
              onControls={setControls}
            />
          </div>
          <Answers beside={beside} onTake={deciding.take} />
          <History beside={beside} />
        </div>
        <Decide deciding={deciding} player={controls.player} />
      </div>
      <Leaving blocker={deciding.leaving} lost={t.lost} />
      <HelpSheet
        actions={actions}
        context={context}
        opened={help}
        onClose={() => {
          setHelp(false)
        }}
      />
    </StageContext.Provider>
  )
}

/** One item of the queue with all its answers; where it stands in the queue is in the address. */
export function BesideView({ slug, base, id }: { slug: string; base: string; id: number }) {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const kept = search.size > 0 ? `?${search.toString()}` : ''
  const queue = useQuery(decisions.queue(slug, queryOf(search)))
  const beside = useQuery({ ...decisions.beside(slug, id), refetchOnWindowFocus: false })
  const ids = useMemo(() => queue.data?.results.map((item) => item.id) ?? [], [queue.data])
  const [last, setLast] = useState<number | null>(null)
  const at = ids.indexOf(id)
  if (at >= 0 && at !== last) setLast(at)
  const neighbours = neighboursOf(ids, id, last)
  const go = (to: number) => {
    void navigate(`${base}/${String(to)}${kept}`)
    window.scrollTo({ top: 0 })
  }
  const back = base + kept
  return (
    <Loading query={beside}>
      {(found) =>
        found.answers.length === 0 ? (
          <Alert>{t.noAnswers}</Alert>
        ) : (
          <Item
            key={`${String(id)} ${String(found.decisions.length)}`}
            slug={slug}
            beside={found}
            back={back}
            neighbours={neighbours}
            count={ids.length}
            onGo={go}
            onDecided={() => {
              if (neighbours.next === null) void navigate(back)
              else go(neighbours.next)
            }}
          />
        )
      }
    </Loading>
  )
}
