import { useEffect, useRef, useState } from 'react'

import type { Interval } from '../../../api/types'
import { m } from '../../../i18n'
import { add, moveEdge, moveTo } from './edits'
import type { Edited } from './edits'
import styles from './timeline.module.css'
import type { Handle, Timeline } from './useTimeline'

/** Pixels within which an edge is caught, and a pointer that moved less has only pressed. */
const SNAP_PIXELS = 8
const PRESS_PIXELS = 4

interface Drag {
  at: number
  handle: Handle | 'new'
  /** Where it was caught, seconds; for whole intervals from their start. */
  from: number
  pressedAt: number
  moved: boolean
  edited: Edited | null
}

const percent = (share: number) => `${String(share * 100)}%`

/** One track: its intervals, moved by pointer. Keys act on the same edits, from the editor. */
export function Lane({ timeline, track }: { timeline: Timeline; track: string | undefined }) {
  const { view, intervals, limits, labels, selected, open, segment, player, disabled } = timeline
  const lane = useRef<HTMLDivElement>(null)
  const growing = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const length = view.end - view.start
  const shown = drag?.edited?.intervals ?? intervals
  const chosen = drag?.edited ? drag.edited.at : selected

  const timeAt = (clientX: number) => {
    const rect = lane.current?.getBoundingClientRect()
    return rect ? view.start + ((clientX - rect.left) / rect.width) * length : 0
  }
  const reach = () => (SNAP_PIXELS / (lane.current?.clientWidth || 1)) * length

  const press = (event: React.PointerEvent, at: number, handle: Handle | 'new') => {
    // A second finger zooms.
    if (disabled || event.button !== 0 || !event.isPrimary) return
    event.stopPropagation()
    lane.current?.setPointerCapture(event.pointerId)
    const time = timeAt(event.clientX)
    const from = handle === 'whole' ? time - (intervals[at]?.start ?? 0) : time
    setDrag({ at, handle, from, pressedAt: event.clientX, moved: false, edited: null })
    if (track !== undefined) timeline.setTrack(track)
  }
  const move = (event: React.PointerEvent) => {
    if (!drag) return
    const moved = drag.moved || Math.abs(event.clientX - drag.pressedAt) > PRESS_PIXELS
    if (!moved) return
    const time = timeAt(event.clientX)
    const near = timeline.snapped(time, reach(), drag.at)
    let edited: Edited | null
    if (drag.handle === 'whole') {
      const start = timeline.snapped(time - drag.from, reach(), drag.at)
      edited = moveTo(intervals, drag.at, start, limits)
    } else if (drag.handle === 'new') {
      if (timeline.brush === null) {
        setDrag({ ...drag, moved })
        return
      }
      const wanted = { start: drag.from, end: near, label: timeline.brush }
      edited = add(intervals, track === undefined ? wanted : { ...wanted, track }, limits)
    } else {
      edited = moveEdge(intervals, drag.at, drag.handle, near, limits)
    }
    setDrag({ ...drag, moved, edited: edited ?? drag.edited })
  }
  const release = () => {
    if (!drag) return
    if (drag.edited) timeline.accept(drag.edited)
    else if (drag.moved && drag.handle === 'new' && timeline.brush === null) timeline.askForLabel()
    else if (drag.at >= 0) timeline.onSelect(drag.at)
    else player?.seekTo(segment.start + drag.from)
    setDrag(null)
  }

  const dragging = drag !== null
  useEffect(() => {
    if (!dragging) return
    const letGo = (event: PointerEvent) => {
      if (!event.isPrimary) setDrag(null)
    }
    window.addEventListener('pointerdown', letGo)
    return () => {
      window.removeEventListener('pointerdown', letGo)
    }
  }, [dragging])

  useEffect(() => {
    if (!player || open?.track !== track || !open) return
    const show = () => {
      if (!growing.current) return
      const now = timeline.time()
      const [start, end] = [Math.min(open.start, now), Math.max(open.start, now)]
      growing.current.style.left = percent((start - view.start) / length)
      growing.current.style.width = percent((end - start) / length)
    }
    show()
    return player.onTime(show)
  }, [player, open, track, timeline, view, length])

  const drawn = shown
    .map((interval, at) => ({ interval, at }))
    .filter(({ interval }) => interval.track === track)
    .filter(({ interval }) => interval.end > view.start && interval.start < view.end)
  return (
    // The list in the card is the twin for keyboards and screen readers.
    <div
      ref={lane}
      className={styles.lane}
      data-current={timeline.track === track || undefined}
      aria-hidden="true"
      onPointerDown={(event) => {
        press(event, -1, 'new')
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        setDrag(null)
      }}
    >
      {drawn.map(({ interval, at }) => (
        <Block
          key={`${String(at)}:${interval.label}`}
          interval={interval}
          label={labels.find(({ id }) => id === interval.label)}
          caption={timeline.caption?.(interval)}
          chosen={at === chosen}
          handle={timeline.handle}
          left={(interval.start - view.start) / length}
          width={(interval.end - interval.start) / length}
          onPress={(event, handle) => {
            press(event, at, handle)
          }}
        />
      ))}
      {open && open.track === track && (
        <div ref={growing} className={styles.growing}>
          {labels.find(({ id }) => id === open.label)?.text}
        </div>
      )}
      {drawn.length === 0 && !open && (
        <span className={styles.empty}>
          {timeline.brush === null ? m.timeline.emptyLaneNoLabel : m.timeline.emptyLane}
        </span>
      )}
    </div>
  )
}

interface BlockProps {
  interval: Interval
  label: { text: string; colour: string } | undefined
  caption: string | undefined
  chosen: boolean
  handle: Handle
  left: number
  width: number
  onPress: (event: React.PointerEvent, handle: Handle) => void
}

function Block({ interval, label, caption, chosen, handle, left, width, onPress }: BlockProps) {
  const colour = label?.colour ?? 'var(--line-strong)'
  const place = { left: percent(left), width: percent(width), '--colour': colour }
  return (
    <div
      className={styles.block}
      data-chosen={chosen || undefined}
      style={place as React.CSSProperties}
      onPointerDown={(event) => {
        onPress(event, 'whole')
      }}
    >
      {(['start', 'end'] as const).map((edge) => (
        <i
          key={edge}
          className={styles.edge}
          data-edge={edge}
          data-held={(chosen && handle === edge) || undefined}
          onPointerDown={(event) => {
            onPress(event, edge)
          }}
        />
      ))}
      <span dir="auto">{caption ?? label?.text ?? interval.label}</span>
    </div>
  )
}
