import { useEffect, useRef } from 'react'

import type { Task, Turn, SpokenWord } from '../../api/types'
import { m } from '../../i18n'
import { clock } from '../../player/geometry'
import { SpokenText } from '../../player/SpokenText'
import type { SegmentPlayer } from '../../player/segmentPlayer'
import { Icon } from '../../theme/Icon'
import styles from '../rating.module.css'

interface LineProps {
  turn: Turn
  current: boolean
  /** Whether any turn can be played: then all leave room for their time. */
  timed: boolean
  player: SegmentPlayer | null
  /** Those of the turn that have times. */
  words: readonly SpokenWord[]
}

const NO_WORDS: readonly SpokenWord[] = []

function Line({ turn, current, timed, player, words }: LineProps) {
  const who = turn.speaker ?? m.rating.unknownSpeaker
  const { start_seconds: start, end_seconds: end } = turn
  return (
    <li
      className={styles.turn}
      data-current={current || undefined}
      aria-current={current || undefined}
    >
      {timed && (
        <button
          type="button"
          className={styles.turnPlay}
          // What stands on it is part of its name.
          aria-label={`${start === null ? '' : `${clock(start)}, `}${m.rating.playTurn(who)}`}
          disabled={!player || start === null}
          onClick={() => {
            if (start !== null && end !== null) player?.play({ start, end })
          }}
        >
          <Icon name="play" size={14} />
          {start !== null && <span className="num">{clock(start)}</span>}
        </button>
      )}
      <div>
        <b className={styles.speaker} dir="auto">
          {who}
        </b>
        {current && <span className={styles.thisOne}>{m.rating.thisOne}</span>}
        <p dir="auto" data-empty={!turn.transcript || undefined}>
          {turn.transcript === null ? (
            m.rating.noTranscript
          ) : (
            <SpokenText text={turn.transcript} words={words} player={player} />
          )}
        </p>
      </div>
    </li>
  )
}

/** The turns around this one: what came before above it, what the project shows after it below. */
export function Dialogue({ task, player }: { task: Task; player: SegmentPlayer | null }) {
  const list = useRef<HTMLOListElement>(null)
  const { before, after } = task.context
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (!list.current || !current) return
    list.current.scrollTop =
      current.offsetTop - list.current.offsetTop - list.current.clientHeight / 2
  }, [task.assignment_id])
  if (before.length === 0 && after.length === 0) return null
  const now: Turn = {
    turn: 0,
    speaker: task.speaker,
    transcript: task.transcript,
    start_seconds: task.media?.start_seconds ?? null,
    end_seconds: task.media?.end_seconds ?? null,
  }
  const turns = [...before, now, ...after]
  const timed = turns.some((turn) => turn.start_seconds !== null)
  return (
    <section className={styles.dialogue} aria-label={m.rating.dialogue}>
      <h2 className={styles.paneTitle}>{m.rating.dialogue}</h2>
      <ol ref={list} data-timed={timed || undefined}>
        {turns.map((turn, place) => (
          <Line
            key={place}
            turn={turn}
            current={turn === now}
            timed={timed}
            player={player}
            words={turn === now ? task.words : NO_WORDS}
          />
        ))}
      </ol>
    </section>
  )
}
