/** When a draft is written: short answers at every edit, long traces every few seconds. */
import type { Answers } from '../../api/types'
import { isRecord } from '../../schemes/rules/common'

/** Of a shorter trace a copy costs nothing that a rater would feel. */
const LONG_SAMPLES = 2000
export const LONG_PAUSE = 3000

/** Samples in all traces of these answers; looks at no sample. */
export function samplesIn(answers: Answers): number {
  return Object.values(answers).reduce((sum, { value }) => {
    const times: unknown = isRecord(value) ? value['times'] : null
    return sum + (Array.isArray(times) ? times.length : 0)
  }, 0)
}

export const isLong = (answers: Answers): boolean => samplesIn(answers) > LONG_SAMPLES

type Idle = (run: () => void) => () => void

/** Between two frames where the browser says when that is. */
export const whenIdle: Idle = (run) => {
  if (typeof window.requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 0)
    return () => {
      clearTimeout(timer)
    }
  }
  const handle = window.requestIdleCallback(run, { timeout: 1000 })
  return () => {
    window.cancelIdleCallback(handle)
  }
}

export interface Pace {
  /** Runs the latest of what was asked for: now, or for a long draft in a quiet moment later. */
  ask: (long: boolean, run: () => void) => void
  /** Runs at once what still waits. */
  flush: () => void
  drop: () => void
}

export function createPace(now: () => number = () => performance.now()): Pace {
  let waiting: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopIdle: (() => void) | null = null
  let last = -Infinity
  const drop = () => {
    waiting = null
    clearTimeout(timer)
    timer = undefined
    stopIdle?.()
    stopIdle = null
  }
  const flush = () => {
    const run = waiting
    drop()
    if (!run) return
    last = now()
    run()
  }
  return {
    ask(long, run) {
      waiting = run
      if (!long) flush()
      else
        timer ??= setTimeout(
          () => {
            stopIdle = whenIdle(flush)
          },
          Math.max(0, last + LONG_PAUSE - now()),
        )
    },
    flush,
    drop,
  }
}
