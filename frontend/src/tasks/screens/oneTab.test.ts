import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { fakeLocks } from '../../testing/fakeLocks'
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

describe('a page that is mounted twice, or left and opened again at once', () => {
  it('waits for itself to let go', async () => {
    const locks = fakeLocks()
    const open = () => createTabLock('again', { onLost: vi.fn(), locks })
    for (let times = 0; times < 3; times += 1) {
      const first = open()
      void first.claim()
      first.dispose()
    }
    const here = open()
    expect(await settled(here.claim())).toBe(true)
    expect(await settled(open().claim())).toBe(false)
    here.dispose()
    expect(await settled(open().claim())).toBe(true)
  })
})

describe('a browser that has neither locks nor channels', () => {
  it('rates all the same: the server keeps one answer', async () => {
    const lock = createTabLock('k', { onLost: vi.fn() })
    expect(await settled(lock.claim())).toBe(true)
  })
})
