/**
 * Plays one span of a recording. The media element owns time and play state; this asks it to play
 * or seek, stops it at the end of the span, and tells subscribers what changed.
 */
import { clampTo } from './geometry'
import type { Span } from './geometry'
import { createScope } from './scope'

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

/** Close enough to the end to count as heard out, seconds. */
const END_TOLERANCE = 0.03

export interface PlayerState {
  playing: boolean
  loop: boolean
  speed: number
  /** The browser wants a click before it plays sound. */
  blocked: boolean
  failed: boolean
  ready: boolean
  /** How often the segment was started from its beginning. */
  plays: number
}

export interface SegmentPlayer {
  getState: () => PlayerState
  subscribe: (listener: () => void) => () => void
  onTime: (listener: (time: number) => void) => () => void
  time: () => number
  /** Whether the media ended, be it before the segment does: nothing more will play. */
  isOver: () => boolean
  play: (span?: Span) => void
  playFromStart: () => void
  pause: () => void
  toggle: () => void
  toggleLoop: () => void
  seekBy: (seconds: number) => void
  seekTo: (time: number) => void
  changeSpeed: (direction: 1 | -1) => void
  /**
   * Something is recorded against this clock: speed is 1, nothing loops, no other span is played,
   * and nobody gets further than `furthest` says. Null lets go.
   */
  hold: (furthest: (() => number) | null) => void
  dispose: () => void
}

export function createSegmentPlayer(media: HTMLMediaElement, segment: Span): SegmentPlayer {
  const scope = createScope()
  const listeners = new Set<() => void>()
  const timeListeners = new Set<(time: number) => void>()
  let span = segment
  let frame = 0
  let disposed = false
  let furthest: (() => number) | null = null
  // Where it stands as far as anybody knows before the media is there: keys may be faster.
  let asked = segment.start
  let state: PlayerState = {
    playing: !media.paused,
    loop: false,
    speed: media.playbackRate || 1,
    blocked: false,
    failed: false,
    ready: media.readyState >= media.HAVE_METADATA,
    plays: 0,
  }

  const change = (part: Partial<PlayerState>) => {
    state = { ...state, ...part }
    listeners.forEach((listener) => {
      listener()
    })
  }
  const time = () => (state.ready ? media.currentTime : asked)
  const goTo = (next: number) => {
    asked = next
    media.currentTime = next
  }
  const tellTime = () => {
    timeListeners.forEach((listener) => {
      listener(time())
    })
  }
  const countPlay = () => {
    if (span === segment) change({ plays: state.plays + 1 })
  }
  const reachEnd = () => {
    if (state.loop) {
      goTo(span.start)
      countPlay()
    } else {
      media.pause()
      goTo(span.end)
    }
  }
  const follow = () => {
    if (!media.paused && media.currentTime >= span.end) reachEnd()
    tellTime()
    if (!media.paused) frame = requestAnimationFrame(follow)
  }
  const play = (next: Span = segment) => {
    // The element may play another segment by now: it is no longer ours.
    if (disposed || (furthest && next !== segment)) return
    span = next
    const outside = time() < span.start || time() > span.end - END_TOLERANCE
    if (outside || next !== segment) goTo(span.start)
    if (Math.abs(time() - span.start) < END_TOLERANCE) countPlay()
    media.play().then(
      () => {
        change({ blocked: false })
      },
      (error: unknown) => {
        // AbortError only says that a pause or another source came first.
        const name = error instanceof DOMException ? error.name : ''
        if (name === 'NotAllowedError') change({ blocked: true, plays: 0 })
      },
    )
  }
  const seekTo = (next: number) => {
    if (disposed) return
    goTo(furthest ? clampTo(next, { start: segment.start, end: furthest() }) : next)
    tellTime()
  }

  scope.listen(media, 'play', () => {
    change({ playing: true })
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(follow)
  })
  scope.listen(media, 'pause', () => {
    change({ playing: false })
    tellTime()
  })
  // Frames rest in a hidden tab; the element's own clock still stops the segment there.
  scope.listen(media, 'timeupdate', () => {
    if (!media.paused && media.currentTime >= span.end) reachEnd()
    tellTime()
  })
  scope.listen(media, 'loadedmetadata', () => {
    goTo(state.ready ? segment.start : asked)
    change({ ready: true, failed: false })
  })
  scope.listen(media, 'error', () => {
    change({ failed: true })
  })
  scope.own(() => {
    disposed = true
    cancelAnimationFrame(frame)
    media.pause()
    listeners.clear()
    timeListeners.clear()
  })
  if (state.ready) goTo(segment.start)

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onTime(listener) {
      timeListeners.add(listener)
      return () => timeListeners.delete(listener)
    },
    time,
    isOver: () => media.ended,
    play,
    playFromStart() {
      if (disposed || furthest) return
      goTo(segment.start)
      play()
    },
    pause() {
      media.pause()
    },
    toggle() {
      if (media.paused) play(segment)
      else media.pause()
    },
    toggleLoop() {
      if (furthest) return
      change({ loop: !state.loop })
    },
    seekBy(seconds) {
      seekTo(clampTo(time() + seconds, segment))
    },
    seekTo,
    changeSpeed(direction) {
      if (furthest) return
      const at = SPEEDS.findIndex((speed) => speed >= state.speed)
      const speed = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + direction))] ?? 1
      media.playbackRate = speed
      change({ speed })
    },
    hold(limit) {
      furthest = limit
      if (!limit) return
      media.playbackRate = 1
      change({ speed: 1, loop: false })
    },
    dispose: scope.dispose,
  }
}
