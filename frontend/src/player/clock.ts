/** Where the media are, for whatever is drawn along it. A segment player is a clock too. */
import { useEffect, useState } from 'react'

import { createScope } from './scope'

export interface Clock {
  /** Seconds from the start of the recording. */
  time: () => number
  onTime: (listener: (time: number) => void) => () => void
  seekTo: (time: number) => void
}

/** The clock of a media element that has the browser's own controls. */
export function elementClock(media: HTMLMediaElement): Clock & { dispose: () => void } {
  const scope = createScope()
  const listeners = new Set<(time: number) => void>()
  let frame = 0
  const tell = () => {
    listeners.forEach((listener) => {
      listener(media.currentTime)
    })
  }
  const follow = () => {
    tell()
    if (!media.paused) frame = requestAnimationFrame(follow)
  }
  scope.listen(media, 'play', () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(follow)
  })
  for (const type of ['pause', 'seeking', 'timeupdate', 'loadedmetadata']) {
    scope.listen(media, type, tell)
  }
  scope.own(() => {
    cancelAnimationFrame(frame)
    listeners.clear()
  })
  return {
    time: () => media.currentTime,
    onTime(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    seekTo(time) {
      media.currentTime = time
      tell()
    },
    dispose: scope.dispose,
  }
}

/** The clock of an element with the browser's own controls, for as long as it is on the page. */
export function useElementClock(media: HTMLMediaElement | null): Clock | null {
  const [clock, setClock] = useState<Clock | null>(null)
  useEffect(() => {
    if (!media) return
    const made = elementClock(media)
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the clock owns listeners, so it lives and dies with the effect
    setClock(made)
    return () => {
      made.dispose()
      setClock(null)
    }
  }, [media])
  return clock
}

/** A moment that only the person moves, where nothing plays. */
export function restingClock(start: number): Clock {
  const listeners = new Set<(time: number) => void>()
  let now = start
  return {
    time: () => now,
    onTime(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    seekTo(time) {
      now = time
      listeners.forEach((listener) => {
        listener(now)
      })
    },
  }
}
