/**
 * The editor's state and commands, for whatever is laid out in time: a rater's intervals, or the
 * speaker turns of a recording. Edits are the answer's, so the page's undo takes them back.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import type { Interval } from '../../../api/types'
import type { Span } from '../../../player/geometry'
import type { SegmentPlayer } from '../../../player/segmentPlayer'
import { edgesFor } from './edges'
import { add, indexAt, mergeNext, moveEdge, moveTo, relabel, remove, snap, split } from './edits'
import type { Edge, Edited, Limits } from './edits'
import { follow, nudgeStep, pan, zoom } from './viewport'

export type Handle = 'whole' | Edge

/** What is being marked while it plays: it has a start, and ends when it is marked out. */
export interface OpenMark {
  label: string
  start: number
  track: string | undefined
}

export interface TimelineOptions {
  labels: readonly { id: string; text: string; colour: string }[]
  /** One without a name where there is one track. */
  tracks: readonly { id: string; text: string }[]
  intervals: readonly Interval[]
  limits: Limits
  /** Edges to snap to beside those of the intervals. */
  edges: readonly number[]
  segment: Span
  /** What is on show at first; all of it where this is left out. */
  firstView?: Span
  /** The label in hand at first. Left out: none that nobody chose, unless there is only one. */
  firstBrush?: string | null
  /** What a block says; its label where this is left out. */
  caption?: (interval: Interval) => string
  player: SegmentPlayer | null
  selected: number
  disabled: boolean
  onChange: (intervals: Interval[]) => void
  onSelect: (at: number) => void
  /** Says what happened, or why nothing did, to those who do not see it; null: nothing is left to say. */
  onSay: (what: 'noLabel' | 'noRoom' | 'tooShort' | 'noNext' | 'opened' | 'added' | null) => void
}

export interface Timeline extends Omit<TimelineOptions, 'onSay'> {
  view: Span
  setView: (view: Span) => void
  snapping: boolean
  toggleSnapping: () => void
  handle: Handle
  setHandle: (handle: Handle) => void
  track: string | undefined
  setTrack: (track: string) => void
  open: OpenMark | null
  /** The label that is marked next. */
  brush: string | null
  /** Says that a label has to be chosen before anything is marked. */
  askForLabel: () => void
  /** A moment moved to a near edge, where snapping is on; `reach` in seconds. */
  snapped: (time: number, reach: number, moved: number) => number
  accept: (edited: Edited | null) => void
  command: (name: string, key: string) => void
  /** Time in the segment. */
  time: () => number
}

const HANDLES: Record<string, Handle> = { 1: 'whole', 2: 'start', 3: 'end' }
const ZOOM = 0.7
const FINE = 0.01
const SEEKS_PER_VIEW = 20

export function useTimeline(options: TimelineOptions): Timeline {
  const { tracks, intervals, limits, segment, player, selected, disabled, edges } = options
  const whole = useMemo(() => ({ start: 0, end: limits.seconds }), [limits.seconds])
  const [view, setView] = useState<Span>(options.firstView ?? whole)
  const [snapping, setSnapping] = useState(true)
  const [handle, setHandle] = useState<Handle>('whole')
  const several = tracks.length > 1
  const [track, setTrack] = useState(several ? tracks[0]?.id : undefined)
  const [open, setOpen] = useState<OpenMark | null>(null)
  const [only, more] = options.labels
  const [brush, setBrush] = useState(options.firstBrush ?? (more ? null : (only?.id ?? null)))
  const time = useCallback(
    () => (player?.time() ?? segment.start) - segment.start,
    [player, segment],
  )

  // Another item: everything is on show, and nothing is half marked.
  const [shown, setShown] = useState(whole)
  if (shown !== whole) {
    setShown(whole)
    setView(whole)
    setOpen(null)
  }

  const latest = useRef(view)
  useEffect(() => {
    latest.current = view
  })
  useEffect(() => {
    if (!player) return
    return player.onTime((absolute) => {
      if (!player.getState().playing) return
      const next = follow(latest.current, absolute - segment.start, whole)
      if (next !== latest.current) setView(next)
    })
  }, [player, segment, whole])

  const accept = (edited: Edited | null) => {
    if (!edited || disabled) return
    options.onChange(edited.intervals)
    options.onSelect(edited.at)
  }
  const snapped = (moment: number, reach: number, moved: number) =>
    snapping ? snap(moment, edgesFor(edges, intervals, moved, limits.seconds), reach) : moment

  const reach = (view.end - view.start) / 100
  const markIn = (label: string) => {
    setBrush(label)
    setOpen({ label, start: snapped(time(), reach, -1), track })
    options.onSay('opened')
  }
  const markOut = (label: string | null) => {
    if (!open) return
    const end = snapped(time(), reach, -1)
    const wanted = { start: open.start, end, label: label ?? open.label }
    const onTrack = open.track === undefined ? wanted : { ...wanted, track: open.track }
    const edited = add(intervals, onTrack, limits)
    setOpen(null)
    options.onSay(edited ? 'added' : 'noRoom')
    accept(edited)
  }
  const askForLabel = () => {
    options.onSay('noLabel')
  }
  const mark = (label: string) => {
    if (!open) markIn(label)
    else if (open.label === label) markOut(null)
    else {
      markOut(null)
      markIn(label)
    }
  }
  const select = (direction: 1 | -1) => {
    if (intervals.length === 0) return
    const next =
      selected === -1 ? (direction === 1 ? 0 : intervals.length - 1) : selected + direction
    const at = Math.min(intervals.length - 1, Math.max(0, next))
    options.onSelect(at)
    const chosen = intervals[at]
    if (!chosen) return
    player?.seekTo(segment.start + chosen.start)
    setView(follow(view, chosen.start, whole))
  }
  const nudge = (step: number) => {
    const chosen = intervals[selected]
    if (!chosen) return
    if (handle === 'whole') accept(moveTo(intervals, selected, chosen.start + step, limits))
    else accept(moveEdge(intervals, selected, handle, chosen[handle] + step, limits))
  }
  const cut = () => {
    const under = indexAt(intervals, intervals[selected]?.track ?? track, time())
    const edited = split(intervals, under === -1 ? selected : under, time(), limits)
    if (!edited) options.onSay('tooShort')
    accept(edited)
  }
  const merge = () => {
    const edited = mergeNext(intervals, selected)
    if (!edited) options.onSay('noNext')
    accept(edited)
  }
  const moveTrack = (direction: 1 | -1) => {
    const at = tracks.findIndex(({ id }) => id === track)
    setTrack(tracks[(at + direction + tracks.length) % tracks.length]?.id)
  }
  const sign = (key: string) => (key.endsWith('Right') || key.endsWith('Down') ? 1 : -1)
  const commands: Record<string, (key: string) => void> = {
    label: mark,
    // While it plays, a label marks, as its letter does; else it is taken in hand for a drag.
    choose: (label) => {
      if (open || player?.getState().playing) mark(label)
      else {
        setBrush(brush === label && more ? null : label)
        options.onSay(null)
      }
    },
    'mark-in': () => {
      if (brush === null) askForLabel()
      else markIn(brush)
    },
    'mark-out': () => {
      markOut(null)
    },
    seek: (key) => {
      const step = Math.min(1, Math.max(FINE, (view.end - view.start) / SEEKS_PER_VIEW))
      player?.seekBy(sign(key) * step)
    },
    select: (key) => {
      select(sign(key))
    },
    handle: (key) => {
      setHandle(HANDLES[key] ?? 'whole')
    },
    nudge: (key) => {
      nudge(sign(key) * nudgeStep(view))
    },
    'nudge-fine': (key) => {
      nudge(sign(key) * FINE)
    },
    play: () => {
      const chosen = intervals[selected]
      if (!chosen) return
      player?.play({ start: segment.start + chosen.start, end: segment.start + chosen.end })
    },
    split: cut,
    merge,
    remove: () => {
      accept(remove(intervals, selected))
    },
    track: (key) => {
      moveTrack(sign(key))
    },
    zoom: (key) => {
      setView(zoom(view, key === '+' ? ZOOM : 1 / ZOOM, time(), whole))
    },
    pan: (key) => {
      setView(pan(view, (sign(key) * (view.end - view.start)) / 4, whole))
    },
    all: () => {
      setView(whole)
    },
    snap: () => {
      setSnapping(!snapping)
    },
    relabel: (label) => {
      accept(relabel(intervals, selected, label))
    },
  }
  return {
    ...options,
    view,
    setView,
    snapping,
    toggleSnapping: () => {
      setSnapping(!snapping)
    },
    handle,
    setHandle,
    track,
    setTrack,
    open,
    brush,
    askForLabel,
    snapped,
    accept,
    command: (name, key) => {
      if (!disabled || name === 'seek' || name === 'select' || name === 'play') {
        commands[name]?.(key)
      }
    },
    time,
  }
}
