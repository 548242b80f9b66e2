import { useEffect, useRef, useState } from 'react'

import { m } from '../i18n'
import { Position } from './Position'
import type { Span } from './geometry'
import { fractionOf } from './geometry'
import type { Playable } from './playable'
import styles from './player.module.css'
import type { SegmentPlayer } from './segmentPlayer'

/** Pixels that are asked for: as wide as a large screen draws it. */
const WIDTH = 1200

interface SpectrogramViewProps {
  media: Playable
  url: string
  player: SegmentPlayer | null
  view: Span
  height: number
}

/** What frequencies sound when: an image from the server, of the part that is on show. */
export function SpectrogramView({ media, url, player, view, height }: SpectrogramViewProps) {
  const cursor = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  const { start, end } = view
  useEffect(() => {
    if (!player) return
    const show = (time: number) => {
      if (!cursor.current) return
      cursor.current.style.left = `${String(fractionOf(time, { start, end }) * 100)}%`
    }
    show(player.time())
    return player.onTime(show)
  }, [player, start, end])
  const query = new URLSearchParams({
    start: start.toFixed(3),
    end: end.toFixed(3),
    width: String(WIDTH),
  })
  const before = fractionOf(media.start_seconds, view) * 100
  const after = (1 - fractionOf(media.end_seconds, view)) * 100
  return (
    <div className={styles.wave} style={{ blockSize: height + 24 }} dir="ltr">
      {/* A click seeks for those who point; the slider below does for everybody else. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <img
        className={styles.spectrogram}
        src={`${url}?${query.toString()}`}
        alt={m.player.spectrogram}
        draggable={false}
        onError={() => {
          setFailed(true)
        }}
        onClick={(event) => {
          const rect = event.currentTarget.getBoundingClientRect()
          player?.seekTo(start + ((event.clientX - rect.left) / rect.width) * (end - start))
        }}
      />
      <div className={styles.dim} style={{ left: 0, width: `${String(before)}%` }} />
      <div className={styles.dim} style={{ right: 0, width: `${String(after)}%` }} />
      <div ref={cursor} className={styles.cursor} />
      {failed && <p className={styles.wavesNote}>{m.player.noSpectrogram}</p>}
      <Position media={media} player={player} view={view} />
    </div>
  )
}
