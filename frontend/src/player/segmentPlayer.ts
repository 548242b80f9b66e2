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
  play: (span?: Span) => void
  playFromStart: () => void
  pause: () => void
  toggle: () => void
  toggleLoop: () => void
  seekBy: (seconds: number) => void
  seekTo: (time: number) => void
  changeSpeed: (direction: 1 | -1) => void
  dispose: () => void
}

export function createSegmentPlayer(media: HTMLMediaElement, segment: Span): SegmentPlayer {
  const scope = createScope()
  const listeners = new Set<() => void>()
  const timeListeners = new Set<(time: number) => void>()
  let span = segment
  let frame = 0
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
  const tellTime = () => {
    timeListeners.forEach((listener) => {
      listener(media.currentTime)
    })
  }
  const countPlay = () => {
    if (span === segment) change({ plays: state.plays + 1 })
  }
  const reachEnd = () => {
    if (state.loop) {
      media.currentTime = span.start
      countPlay()
    } else {
      media.pause()
      media.currentTime = span.end
    }
  }
  const follow = () => {
    if (!media.paused && media.currentTime >= span.end) reachEnd()
    tellTime()
    if (!media.paused) frame = requestAnimationFrame(follow)
  }
  const play = (next: Span = segment) => {
    span = next
    const outside = media.currentTime < span.start || media.currentTime > span.end - END_TOLERANCE
    if (outside || next !== segment) media.currentTime = span.start
    if (Math.abs(media.currentTime - span.start) < END_TOLERANCE) countPlay()
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
  const seekTo = (time: number) => {
    media.currentTime = time
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
    media.currentTime = segment.start
    change({ ready: true, failed: false })
  })
  scope.listen(media, 'error', () => {
    change({ failed: true })
  })
  scope.own(() => {
    cancelAnimationFrame(frame)
    media.pause()
    listeners.clear()
    timeListeners.clear()
  })
  if (state.ready) media.currentTime = segment.start

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
    time: () => media.currentTime,
    play,
    playFromStart() {
      media.currentTime = segment.start
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
      change({ loop: !state.loop })
    },
    seekBy(seconds) {
      seekTo(clampTo(media.currentTime + seconds, segment))
    },
    seekTo,
    changeSpeed(direction) {
      const at = SPEEDS.findIndex((speed) => speed >= state.speed)
      const speed = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + direction))] ?? 1
      media.playbackRate = speed
      change({ speed })
    },
    dispose: scope.dispose,
  }
}
