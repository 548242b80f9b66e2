import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createTabLock } from './oneTab'
import type { Channel, TabLockWiring } from './oneTab'

/** Channels of one name, as browsers have them: each hears what the others say, a moment later. */
function room() {
  const members = new Set<{ hear: ((event: MessageEvent) => void) | null }>()
  return (): Channel => {
    const member: { hear: ((event: MessageEvent) => void) | null } = { hear: null }
    members.add(member)
    return {
      postMessage: (data) => {
        for (const other of members) {
          if (other !== member) {
            setTimeout(() => other.hear?.(new MessageEvent('message', { data })), 1)
          }
        }
      },
      addEventListener: (_type, listener) => {
        member.hear = listener
      },
      close: () => {
        members.delete(member)
      },
    }
  }
}

type Granted = (lock: Lock | null) => unknown

/** The browser's locks, of one name: a queue, and a way to steal. */
function fakeLocks() {
  let steal: ((reason: DOMException) => void) | null = null
  let queue: (() => void)[] = []
  const grant = (granted: Granted) =>
    new Promise<void>((resolve, reject) => {
      steal = reject
      void Promise.resolve(granted({ name: '', mode: 'exclusive' })).then(() => {
        if (steal !== reject) return
        steal = null
        resolve()
        queue.shift()?.()
      })
    })
  const request = async (_name: string, options: LockOptions, granted: Granted) => {
    if (steal && options.ifAvailable) return granted(null)
    if (steal && options.steal) {
      const from = steal
      steal = null
      from(new DOMException('stolen', 'AbortError'))
    } else if (steal) {
      await new Promise<void>((resolve, reject) => {
        queue.push(resolve)
        options.signal?.addEventListener('abort', () => {
          queue = queue.filter((waiting) => waiting !== resolve)
          reject(new DOMException('late', 'AbortError'))
        })
      })
    }
    return grant(granted)
  }
  return { request } as unknown as Pick<LockManager, 'request'>
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

async function settled<Result>(promise: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(5000)
  return promise
}

describe.each([
  ['by the locks of the browser', true],
  ['among the tabs alone, without TLS', false],
])('one tab at a time, %s', (_name, byLocks) => {
  function tabs() {
    const join = room()
    const locks = byLocks ? fakeLocks() : undefined
    return (over: Partial<TabLockWiring> = {}) => {
      const lost = vi.fn()
      const lock = createTabLock('k', { onLost: lost, locks, channel: join(), ...over })
      return { lock, lost }
    }
  }

  it('the first one rates, the second one is told', async () => {
    const open = tabs()
    const [one, two] = [open(), open()]
    expect(await settled(one.lock.claim())).toBe(true)
    expect(await settled(two.lock.claim())).toBe(false)
    expect(one.lost).not.toHaveBeenCalled()
    one.lock.dispose()
    await vi.advanceTimersByTimeAsync(1)
    expect(await settled(two.lock.claim())).toBe(true)
  })

  it('the second one may take over, and the first may take back', async () => {
    const open = tabs()
    const [one, two] = [open(), open()]
    await settled(one.lock.claim())
    await settled(two.lock.claim())
    await settled(two.lock.takeOver())
    expect(one.lost).toHaveBeenCalledOnce()
    expect(two.lost).not.toHaveBeenCalled()
    expect(await settled(one.lock.claim())).toBe(false)
    await settled(one.lock.takeOver())
    expect(two.lost).toHaveBeenCalledOnce()
    expect(await settled(two.lock.claim())).toBe(false)
  })

  it('takes over from a tab that does not answer', async () => {
    const open = tabs()
    const dead = open({ channel: room()() })
    const two = open()
    await settled(dead.lock.claim())
    await settled(two.lock.takeOver())
    expect(await settled(open().lock.claim())).toBe(false)
    if (byLocks) expect(dead.lost).toHaveBeenCalledOnce()
  })
})

describe('a browser that has neither locks nor channels', () => {
  it('rates all the same: the server keeps one answer', async () => {
    const lock = createTabLock('k', { onLost: vi.fn() })
    expect(await settled(lock.claim())).toBe(true)
  })
})
