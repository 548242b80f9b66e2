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
        disabled={!player}
        onClick={() => player?.play({ start: turn.start_seconds, end: turn.end_seconds })}
      >
        <Icon name="play" size={14} />
        <span className="num">{clock(turn.start_seconds)}</span>
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
    start_seconds: task.media?.start_seconds ?? 0,
    end_seconds: task.media?.end_seconds ?? 0,
  }
  return (
    <section className={styles.dialogue} aria-label={m.rating.dialogue}>
      <h2 className={styles.paneTitle}>{m.rating.dialogue}</h2>
      <ol ref={list}>
        {[...before, now, ...after].map((turn) => (
          <Line key={turn.start_seconds} turn={turn} current={turn === now} player={player} />
        ))}
      </ol>
    </section>
  )
}
