import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'

import { queries } from '../api/queries'
import { m } from '../i18n'
import { Position } from './Position'
import { fractionOf, peaksToChannels, viewAround } from './geometry'
import type { Span } from './geometry'
import type { Playable } from './playable'
import styles from './player.module.css'
import type { SegmentPlayer } from './segmentPlayer'
import { createWaveform } from './waveform'
import type { Waveform } from './waveform'

const HEIGHT = 116
export const PEAK_POINTS = 900

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
  media: Playable
  peaksUrl: string
  player: SegmentPlayer | null
  scheme: string
  /** What is drawn; the segment and its surroundings where it is left out. */
  view?: Span
  height?: number
}

/** A view that moves is asked for when it rests; until then the last one is stretched into place. */
const REST = 140

function useSettled({ start, end }: Span): Span {
  const [settled, setSettled] = useState({ start, end })
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled({ start, end })
    }, REST)
    return () => {
      clearTimeout(timer)
    }
  }, [start, end])
  return settled
}

/** The segment with its surroundings dimmed; pointing at it seeks. Time itself is the player's. */
export function WaveformView(props: WaveformViewProps) {
  const { media, peaksUrl, player, scheme, view: given, height = HEIGHT } = props
  const container = useRef<HTMLDivElement>(null)
  const wave = useRef<Waveform>(null)
  const seek = useRef<(seconds: number) => void>(() => undefined)
  const { start_seconds, end_seconds, duration_seconds } = media
  const around = useMemo(
    () => viewAround({ start: start_seconds, end: end_seconds }, duration_seconds),
    [start_seconds, end_seconds, duration_seconds],
  )
  const view = given ?? around
  const { start, end } = useSettled(view)
  const peaks = useQuery(queries.peaks(peaksUrl, start, end, PEAK_POINTS))

  useEffect(() => {
    seek.current = (seconds) => player?.seekTo(start + seconds)
  }, [player, start])

  useEffect(() => {
    if (!container.current) return
    const created = createWaveform({
      container: container.current,
      height,
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
  }, [height])

  useEffect(() => {
    if (container.current) wave.current?.setColours(coloursOf(container.current))
  }, [scheme])

  useEffect(() => {
    if (peaks.data) wave.current?.draw(peaksToChannels(peaks.data), end - start)
  }, [peaks.data, start, end])

  useEffect(() => {
    if (!player) return
    const show = (time: number) => {
      wave.current?.setTime(time - start)
    }
    show(player.time())
    return player.onTime(show)
  }, [player, start, peaks.data])

  const length = view.end - view.start
  const scale = (end - start) / length
  const shift = ((start - view.start) / length) * 100
  const still = Math.abs(scale - 1) < 1e-9 && Math.abs(shift) < 1e-9
  const stretched = still ? undefined : `translateX(${String(shift)}%) scaleX(${String(scale)})`
  const before = fractionOf(start_seconds, view) * 100
  const after = (1 - fractionOf(end_seconds, view)) * 100
  return (
    <div className={styles.wave} style={{ blockSize: height + 24 }} dir="ltr">
      <div
        ref={container}
        className={styles.canvas}
        style={{ transform: stretched, transformOrigin: 'left' }}
        aria-hidden="true"
      />
      <div className={styles.dim} style={{ left: 0, width: `${String(before)}%` }} />
      <div className={styles.dim} style={{ right: 0, width: `${String(after)}%` }} />
      {peaks.isError && <p className={styles.wavesNote}>{m.player.noPeaks}</p>}
      <Position media={media} player={player} view={view} />
    </div>
  )
}
