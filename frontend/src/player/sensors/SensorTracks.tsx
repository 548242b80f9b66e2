import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'

import { queries } from '../../api/queries'
import type { SensorChannel } from '../../api/types'
import { formatNumber, m } from '../../i18n'
import { useColourScheme } from '../../theme/useColourScheme'
import { clock as clockText, fractionOf } from '../geometry'
import type { Span } from '../geometry'
import type { Clock } from '../clock'
import { useChannelChoice } from './channelChoice'
import { coloursOf, drawTrack } from './draw'
import { bareName, digitsOf, envelopeOf, rangeOf, told, valueAt } from './envelope'
import type { Envelope } from './envelope'
import styles from './sensors.module.css'

/** Widths are rounded up to this, so that a window that is dragged asks a few times only. */
const WIDTH_STEP = 120
const MOST_POINTS = 5000

const percent = (share: number) => `${String(share * 100)}%`

/** Pixels across, in steps; null before it is known. */
function useWidth(element: HTMLElement | null): number | null {
  const [width, setWidth] = useState<number | null>(null)
  useEffect(() => {
    if (!element) return
    const look = () => {
      const steps = Math.ceil(element.clientWidth / WIDTH_STEP)
      setWidth(Math.min(MOST_POINTS, Math.max(1, steps) * WIDTH_STEP))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [element])
  return width
}

function numberText(channel: SensorChannel, value: number | null): string {
  const range = rangeOf(channel)
  return value === null || !range ? '–' : formatNumber(value, digitsOf(range))
}

function wordsFor(channel: SensorChannel, envelope: Envelope, segment: Span): string {
  const name = m.pane.channel(bareName(channel), channel.unit)
  const found = told(envelope, segment)
  if (!found) return m.sensors.nothing(name)
  const text = (value: number) => numberText(channel, value)
  const { low, high, first, last, missing, gaps } = found
  const words = m.sensors.words(name, text(first), text(last), text(low), text(high))
  return gaps === 0 ? words : `${words} ${m.sensors.missing(formatNumber(missing, 1), gaps)}`
}

interface TrackProps {
  channel: SensorChannel
  envelope: Envelope
  segment: Span
  clock: Clock | null
}

function Track({ channel, envelope, segment, clock }: TrackProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const value = useRef<HTMLOutputElement>(null)
  const { scheme } = useColourScheme()

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const redraw = () => {
      drawTrack(element, envelope, rangeOf(channel), coloursOf(element))
    }
    redraw()
    const observer = new ResizeObserver(redraw)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [channel, envelope, scheme])

  useEffect(() => {
    if (!clock) return
    const show = (time: number) => {
      const text = numberText(channel, valueAt(envelope, time))
      if (value.current && value.current.textContent !== text) value.current.textContent = text
    }
    show(clock.time())
    return clock.onTime(show)
  }, [clock, channel, envelope])

  const range = rangeOf(channel)
  return (
    <li className={styles.channel}>
      <p className={styles.head} aria-hidden="true">
        <b dir="auto">{bareName(channel)}</b>
        <output ref={value} className="num" />
        {channel.unit && <span dir="auto">{channel.unit}</span>}
      </p>
      <div className={styles.track}>
        <canvas ref={canvas} aria-hidden="true" />
        {range && (
          <>
            <small aria-hidden="true">{numberText(channel, range.high)}</small>
            <small aria-hidden="true">{numberText(channel, range.low)}</small>
          </>
        )}
      </div>
      <p className="visually-hidden">{wordsFor(channel, envelope, segment)}</p>
    </li>
  )
}

function Toggles({
  channels,
  isShown,
  onToggle,
}: {
  channels: readonly SensorChannel[]
  isShown: (name: string, place: number) => boolean
  onToggle: (name: string, place: number) => void
}) {
  return (
    <div className={styles.toggles} role="group" aria-label={m.sensors.toggles}>
      {channels.map((channel, place) => (
        <button
          key={channel.name}
          type="button"
          dir="auto"
          aria-pressed={isShown(channel.name, place)}
          onClick={() => {
            onToggle(channel.name, place)
          }}
        >
          {bareName(channel)}
        </button>
      ))}
    </div>
  )
}

/** The line through all tracks, where the clock is. Nothing of React moves with it. */
function Playhead({ clock, view }: { clock: Clock | null; view: Span }) {
  const line = useRef<HTMLDivElement>(null)
  const { start, end } = view
  useEffect(() => {
    if (!clock) return
    const show = (time: number) => {
      if (!line.current) return
      line.current.hidden = time < start || time > end
      line.current.style.left = percent(fractionOf(time, { start, end }))
    }
    show(clock.time())
    return clock.onTime(show)
  }, [clock, start, end])
  return <div ref={line} className={styles.playhead} />
}

/** Where nothing plays, this moves the moment that the numbers are read at. */
function Moment({ clock, view }: { clock: Clock | null; view: Span }) {
  const slider = useRef<HTMLInputElement>(null)
  const { start, end } = view
  useEffect(() => {
    if (!clock) return
    const show = (time: number) => {
      if (!slider.current) return
      slider.current.value = String(time)
      slider.current.setAttribute('aria-valuetext', clockText(time - start))
    }
    show(clock.time())
    return clock.onTime(show)
  }, [clock, start])
  return (
    <input
      ref={slider}
      className={styles.moment}
      type="range"
      min={start}
      max={end}
      step={(end - start) / 500}
      defaultValue={start}
      aria-label={m.sensors.moment}
      onChange={(event) => clock?.seekTo(Number(event.currentTarget.value))}
    />
  )
}

interface SensorTracksProps {
  url: string
  /** What is drawn, and what of it is rated: the rest is dimmed. Seconds of the recording. */
  view: Span
  segment: Span
  clock: Clock | null
  /** Nothing else on the page moves the clock. */
  alone?: boolean
}

/** Channels of sensors on the clock of the media: a track each, with a range of its own. */
export function SensorTracks({ url, view, segment, clock, alone = false }: SensorTracksProps) {
  const [area, setArea] = useState<HTMLDivElement | null>(null)
  const width = useWidth(area)
  const { isShown, toggle } = useChannelChoice()
  const { start, end } = view
  // First the names alone: which channels there are decides which of them are drawn.
  const named = useQuery(queries.sensors(url, { start, end, points: 1, channels: '' }))
  const wanted = named.data?.channels.flatMap(({ name }, place) =>
    isShown(name, place) ? [place] : [],
  )
  const asked = { start, end, points: width ?? 1, channels: wanted?.join(',') ?? '' }
  const drawable = width !== null && wanted !== undefined
  const shown = useQuery({ ...queries.sensors(url, asked), enabled: drawable })
  const { data } = shown
  const failed = named.isError ? named : shown.isError ? shown : null
  const drawn = useMemo(
    () =>
      data?.channels.map((channel) =>
        envelopeOf(channel, { start: data.start_seconds, end: data.end_seconds }),
      ) ?? [],
    [data],
  )
  const seek = (event: React.PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1 || !area) return
    const rect = area.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - rect.left) / rect.width))
    clock?.seekTo(start + share * (end - start))
  }
  const channels = data?.channels ?? []
  const known = named.data?.channels ?? []
  const nothing = wanted?.length === 0
  return (
    <section className={styles.sensors} aria-label={m.pane.sensors} data-alone={alone || undefined}>
      {known.length > 1 && <Toggles channels={known} isShown={isShown} onToggle={toggle} />}
      {failed && (
        <p className={styles.failed} role="alert">
          {m.pane.sensorsFailed}{' '}
          <button type="button" onClick={() => void failed.refetch()}>
            {m.common.retry}
          </button>
        </p>
      )}
      {nothing && <p className={styles.note}>{m.sensors.none}</p>}
      {/* A press seeks for those who point; keys and sliders of the player do for everybody. */}
      <div
        ref={setArea}
        className={styles.tracks}
        dir="ltr"
        hidden={failed !== null}
        data-loading={(!data && !failed) || undefined}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          seek(event)
        }}
        onPointerMove={seek}
      >
        {channels.length > 0 && (
          <ul>
            {channels.map((channel, place) => {
              const envelope = drawn[place]
              if (!envelope || !isShown(channel.name, place)) return null
              return <Track key={channel.name} {...{ channel, envelope, segment, clock }} />
            })}
          </ul>
        )}
        <div
          className={styles.dim}
          style={{ left: 0, width: percent(fractionOf(segment.start, view)) }}
        />
        <div
          className={styles.dim}
          style={{ right: 0, width: percent(1 - fractionOf(segment.end, view)) }}
        />
        <Playhead clock={clock} view={view} />
      </div>
      {alone && <Moment clock={clock} view={view} />}
    </section>
  )
}
