/**
 * One tab at a time rates a project for a person: two would show the same item and overwrite each
 * other's drafts. Who has the lock is settled by the browser (Web Locks) where the page is served
 * over TLS or from this machine; elsewhere the tabs ask each other.
 */
export interface TabLock {
  /** Resolves to whether this tab has it now. */
  claim: () => Promise<boolean>
  /** Asks the tab that has it to let go, and takes it in any case. */
  takeOver: () => Promise<void>
  /** Gives it to whoever asks next, and listens no more. */
  dispose: () => void
}

export interface Channel {
  postMessage: (message: unknown) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent) => void) => void
  close: () => void
}

export interface TabLockWiring {
  /** Called when another tab takes over: keep what there is, and stop. */
  onLost: () => void
  locks?: Pick<LockManager, 'request'> | undefined
  channel?: Channel | undefined
}

type Message = 'whose' | 'mine' | 'yield' | 'free'

/** How long another tab has to answer, and to let go. Milliseconds. */
const ANSWER = 300
const LET_GO = 1500
/** Between "keep what there is" and letting go. */
const WIND_UP = 80

/**
 * Locks of this tab that are being let go of, by name. The browser needs a moment for it, and a page that is mounted
 * again meanwhile (by React in strict mode, or by going back at once) would take itself for another tab.
 */
const goingOut = new Map<string, Promise<unknown>>()

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds)
  })

export function createTabLock(name: string, wiring: TabLockWiring): TabLock {
  const { locks, channel } = wiring
  let held = false
  let disposed = false
  let release: () => void = () => undefined
  /** Settles once the browser has the lock back. */
  let over: Promise<unknown> = Promise.resolve()
  let heard: ((message: Message) => void) | null = null

  const lose = () => {
    if (!held) return
    held = false
    wiring.onLost()
  }
  const say = (message: Message) => {
    if (!disposed) channel?.postMessage(message)
  }
  channel?.addEventListener('message', ({ data }: MessageEvent) => {
    const message = data as Message
    if (message === 'whose' && held) say('mine')
    else if (message === 'yield' && held) {
      lose()
      void wait(WIND_UP).then(() => {
        release()
        say('free')
      })
    } else heard?.(message)
  })

  /** The first of these messages, or null when nobody answers in time. */
  const answer = (wanted: Message, patience: number) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => {
        heard = null
        resolve(false)
      }, patience)
      heard = (message) => {
        if (message !== wanted) return
        clearTimeout(timer)
        heard = null
        resolve(true)
      }
    })

  /** Holds the browser's lock until it is let go of, or taken away. Resolves once that is settled. */
  const request = (options: LockOptions) =>
    new Promise<boolean>((resolve) => {
      if (!locks) return
      over = locks
        .request(name, options, (lock) => {
          if (lock === null || disposed) {
            resolve(false)
            return undefined
          }
          held = true
          resolve(true)
          return new Promise<void>((done) => {
            release = done
          })
        })
        .catch(() => {
          // Either it did not come in time, or another tab took it.
          resolve(false)
          lose()
        })
    })

  return {
    async claim() {
      if (locks) {
        await goingOut.get(name)
        if (disposed) return false
        return request({ ifAvailable: true })
      }
      say('whose')
      const taken = channel !== undefined && (await answer('mine', ANSWER))
      held = !taken && !disposed
      return held
    },
    async takeOver() {
      say('yield')
      if (!locks) {
        if (channel) await answer('free', LET_GO)
        held = !disposed
        return
      }
      const patience = new AbortController()
      const timer = setTimeout(() => {
        patience.abort()
      }, LET_GO)
      const given = await request({ signal: patience.signal })
      clearTimeout(timer)
      if (!given) await request({ steal: true })
    },
    dispose() {
      disposed = true
      held = false
      release()
      goingOut.set(name, Promise.all([goingOut.get(name), over]))
      channel?.close()
    },
  }
}
