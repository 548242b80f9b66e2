import { useEffect, useRef } from 'react'

import { m } from '../i18n'
import { clock } from './geometry'
import type { Span } from './geometry'
import type { Playable } from './playable'
import styles from './player.module.css'
import type { SegmentPlayer } from './segmentPlayer'

interface PositionProps {
  media: Playable
  player: SegmentPlayer | null
  view: Span
  /** Drawn as a line of its own, where there is no waveform to point at. */
  plain?: boolean
}

/** Where the player is: a slider for keyboards and screen readers, and the clock. */
export function Position({ media, player, view, plain = false }: PositionProps) {
  const slider = useRef<HTMLInputElement>(null)
  const clockText = useRef<HTMLSpanElement>(null)
  const { start_seconds: start, end_seconds: end } = media

  useEffect(() => {
    if (!player) return
    const show = (time: number) => {
      const text = m.player.positionText(clock(time - start), clock(end - start))
      if (clockText.current) clockText.current.textContent = text
      if (slider.current) {
        slider.current.value = String(time)
        slider.current.setAttribute('aria-valuetext', text)
      }
    }
    show(player.time())
    return player.onTime(show)
  }, [player, start, end])

  return (
    <>
      <input
        ref={slider}
        className={styles.slider}
        data-plain={plain || undefined}
        type="range"
        min={view.start}
        max={view.end}
        step="any"
        defaultValue={start}
        aria-label={m.player.position}
        onChange={(event) => player?.seekTo(Number(event.currentTarget.value))}
      />
      <span ref={clockText} className={styles.clock} dir="auto" aria-hidden="true" />
    </>
  )
}
