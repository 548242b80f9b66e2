/** Time at work on one item: it stands still while the page is hidden or paused. */
export interface Stopwatch {
  start: () => void
  stop: () => void
  reset: (elapsed?: number) => void
  elapsed: () => number
}

export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  let before = 0
  let since: number | null = null
  return {
    start() {
      since ??= now()
    },
    stop() {
      if (since !== null) before += now() - since
      since = null
    },
    reset(elapsed = 0) {
      before = elapsed
      if (since !== null) since = now()
    },
    elapsed: () => Math.round(before + (since === null ? 0 : now() - since)),
  }
}
