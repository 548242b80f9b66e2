import { useEffect, useRef } from 'react'

import type { Task, Turn } from '../api/types'
import { m } from '../i18n'
import { clock } from '../player/geometry'
import type { SegmentPlayer } from '../player/segmentPlayer'
import { Icon } from '../theme/Icon'
import styles from './rating.module.css'

interface LineProps {
  turn: Turn
  current: boolean
  player: SegmentPlayer | null
}

function Line({ turn, current, player }: LineProps) {
  const who = turn.speaker ?? m.rating.unknownSpeaker
  const { start_seconds: start, end_seconds: end } = turn
  return (
    <li
      className={styles.turn}
      data-current={current || undefined}
      aria-current={current || undefined}
    >
      <button
        type="button"
        className={styles.turnPlay}
        aria-label={m.rating.playTurn(who)}
        disabled={!player || start === null}
        onClick={() => {
          if (start !== null && end !== null) player?.play({ start, end })
        }}
      >
        <Icon name="play" size={14} />
        {start !== null && <span className="num">{clock(start)}</span>}
      </button>
      <div>
        <b className={styles.speaker} dir="auto">
          {who}
        </b>
        {current && <span className={styles.thisOne}>{m.rating.thisOne}</span>}
        <p dir="auto" data-empty={!turn.transcript || undefined}>
          {turn.transcript ?? m.rating.noTranscript}
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
    speaker: task.speaker,
    transcript: task.transcript,
    start_seconds: task.media?.start_seconds ?? null,
    end_seconds: task.media?.end_seconds ?? null,
  }
  return (
    <section className={styles.dialogue} aria-label={m.rating.dialogue}>
      <h2 className={styles.paneTitle}>{m.rating.dialogue}</h2>
      <ol ref={list}>
        {[...before, now, ...after].map((turn, place) => (
          <Line key={place} turn={turn} current={turn === now} player={player} />
        ))}
      </ol>
    </section>
  )
}
