import { Alert, Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'

import { ApiError } from '../../../api/http'
import type { Correction, RecordedTurn } from '../../../api/types'
import { errorText } from '../../../app/States'
import { formatNumber, m } from '../../../i18n'
import { clock } from '../../../player/geometry'
import { concerned } from './drafts'
import styles from './turns.module.css'

interface Problem {
  at: number | null
  id: number | null
  message: string
}

/** What the server names as unfit: by place in the list that was sent, or by segment. */
export function problemsOf(error: unknown): Problem[] {
  const named = error instanceof ApiError ? error.extra['problems'] : undefined
  return Array.isArray(named) ? (named as Problem[]) : []
}

const COUNTS = ['kept', 'added', 'removed', 'retired'] as const

export function Counts({ correction }: { correction: Correction }) {
  return (
    <ul className={styles.counts}>
      {COUNTS.filter((name) => correction[name] > 0).map((name) => (
        <li key={name} data-what={name}>
          <b className="num">{formatNumber(correction[name])}</b> {m.turns[name]}
        </li>
      ))}
    </ul>
  )
}

const range = ({ start_seconds: start, end_seconds: end }: RecordedTurn) =>
  `${clock(start)} – ${clock(end)}`

function NewTurns({ turns }: { turns: readonly RecordedTurn[] }) {
  return (
    <ul className={styles.made}>
      {turns
        .filter(({ id }) => id === null)
        .slice(0, 12)
        .map((turn) => (
          <li key={`${String(turn.start_seconds)} ${turn.speaker ?? ''}`}>
            <span className="num" dir="ltr">
              {range(turn)}
            </span>{' '}
            <bdi>{turn.speaker ?? m.turns.unknown}</bdi>
            {turn.parents.length > 0 && `, ${m.turns.cutFrom(turn.parents.length)}`}
          </li>
        ))}
    </ul>
  )
}

function Concerned({ turns }: { turns: readonly RecordedTurn[] }) {
  if (turns.length === 0) return null
  return (
    <>
      <h3>{m.turns.concerned}</h3>
      <ul className={styles.made}>
        {turns.map((turn) => (
          <li key={turn.id}>
            <span className="num" dir="ltr">
              {range(turn)}
            </span>{' '}
            <bdi>{turn.speaker ?? m.turns.unknown}</bdi>:{' '}
            {turn.ratings > 0 && m.turns.stays(m.turns.answers(turn.ratings))}{' '}
            {turn.held > 0 && m.turns.held(m.turns.raters(turn.held))}
          </li>
        ))}
      </ul>
    </>
  )
}

interface PreviewProps {
  changed: boolean
  query: UseQueryResult<Correction>
  turns: readonly RecordedTurn[]
  onSelect: (problem: Problem) => void
  onReload: () => void
}

function Refused({
  error,
  onSelect,
  onReload,
}: { error: unknown } & Pick<PreviewProps, 'onSelect' | 'onReload'>) {
  const problems = problemsOf(error)
  const conflict = error instanceof ApiError && error.status === 409
  return (
    <Alert color="red" title={problems.length > 0 ? m.turns.problems : undefined} role="alert">
      {problems.length === 0 && <p>{errorText(error)}</p>}
      <ul className={styles.problems}>
        {problems.slice(0, 12).map((problem) => (
          <li key={problem.message}>
            <button
              type="button"
              onClick={() => {
                onSelect(problem)
              }}
            >
              {problem.message}
            </button>
          </li>
        ))}
      </ul>
      {conflict && (
        <Button size="compact-sm" mt="xs" onClick={onReload}>
          {m.turns.conflict}
        </Button>
      )}
    </Alert>
  )
}

/** What saving would do, asked of the server after every change. */
export function Preview({ changed, query, turns, onSelect, onReload }: PreviewProps) {
  if (!changed) return <p className={styles.note}>{m.turns.nothing}</p>
  if (query.isError) return <Refused error={query.error} {...{ onSelect, onReload }} />
  if (!query.data) return <p className={styles.note}>{m.turns.asking}</p>
  return (
    <div className={styles.preview} aria-live="polite">
      <Counts correction={query.data} />
      <NewTurns turns={query.data.turns} />
      <Concerned turns={concerned(turns, query.data.turns)} />
    </div>
  )
}
