import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'

import { queries } from '../api/queries'
import type { TaskMedia } from '../api/types'
import { m } from '../i18n'
import { clock, fractionOf, peaksToChannels, viewAround } from './geometry'
import styles from './player.module.css'
import type { SegmentPlayer } from './segmentPlayer'
import { createWaveform } from './waveform'
import type { Waveform } from './waveform'

const HEIGHT = 116
const POINTS = 900

function coloursOf(element: Element) {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    wave: colour('--wave'),
    played: colour('--wave-played'),
    cursor: colour('--text'),
  }
}

interface WaveformViewProps {
  media: TaskMedia
  player: SegmentPlayer | null
  scheme: string
}

/** The segment with its surroundings dimmed; pointing at it seeks. Time itself is the player's. */
export function WaveformView({ media, player, scheme }: WaveformViewProps) {
  const container = useRef<HTMLDivElement>(null)
  const slider = useRef<HTMLInputElement>(null)
  const clockText = useRef<HTMLSpanElement>(null)
  const wave = useRef<Waveform>(null)
  const seek = useRef<(seconds: number) => void>(() => undefined)
  const view = useMemo(
    () =>
      viewAround({ start: media.start_seconds, end: media.end_seconds }, media.duration_seconds),
    [media],
  )
  const peaks = useQuery(queries.peaks(media.peaks_url, view.start, view.end, POINTS))

  useEffect(() => {
    seek.current = (seconds) => player?.seekTo(view.start + seconds)
  }, [player, view])

  useEffect(() => {
    if (!container.current) return
    const created = createWaveform({
      container: container.current,
      height: HEIGHT,
      colours: coloursOf(container.current),
      onSeek: (seconds) => {
        seek.current(seconds)
      },
    })
    wave.current = created
    return () => {
      created.dispose()
      wave.current = null
    }
  }, [])

  useEffect(() => {
    if (container.current) wave.current?.setColours(coloursOf(container.current))
  }, [scheme])

  useEffect(() => {
    if (peaks.data) wave.current?.draw(peaksToChannels(peaks.data), view.end - view.start)
  }, [peaks.data, view])

  useEffect(() => {
    if (!player) return
    const length = media.end_seconds - media.start_seconds
    const show = (time: number) => {
      wave.current?.setTime(time - view.start)
      const text = m.player.positionText(clock(time - media.start_seconds), clock(length))
      if (clockText.current) clockText.current.textContent = text
      if (slider.current) {
        slider.current.value = String(time)
        slider.current.setAttribute('aria-valuetext', text)
      }
    }
    show(media.start_seconds)
    return player.onTime(show)
  }, [player, media, view])

  const before = fractionOf(media.start_seconds, view) * 100
  const after = (1 - fractionOf(media.end_seconds, view)) * 100
  return (
    <div className={styles.wave} dir="ltr">
      <div ref={container} className={styles.canvas} aria-hidden="true" />
      <div className={styles.dim} style={{ left: 0, width: `${String(before)}%` }} />
      <div className={styles.dim} style={{ right: 0, width: `${String(after)}%` }} />
      {peaks.isError && <p className={styles.wavesNote}>{m.player.noPeaks}</p>}
      <input
        ref={slider}
        className={styles.slider}
        type="range"
        min={view.start}
        max={view.end}
        step="any"
        defaultValue={media.start_seconds}
        aria-label={m.player.position}
        onChange={(event) => player?.seekTo(Number(event.currentTarget.value))}
      />
      <span ref={clockText} className={styles.clock} aria-hidden="true" />
    </div>
  )
}
