import { describe, expect, it } from 'vitest'

import type { Answers, TraceValue } from '../../api/types'
import type { Outgoing } from '../sending/outbox'
import { indexedKept } from './indexedKept'
import { applied } from './kept'
import type { Change, Kept } from './kept'
import { createRaterStore } from './raterStore'
import { safeKept } from './safeKept'

const draft = (seq: number, answers: Answers = { q: { value: 'a' } }) => ({
  answers,
  seq,
  elapsed_ms: 9,
  plays: 2,
})
const outgoing = (key: string, assignment = 5): Outgoing => ({
  client_key: key,
  assignment_id: assignment,
  answers: { q: { value: 'a' } },
  elapsed_ms: 10,
  plays: 1,
  queued_at: 1,
  draft: draft(7, { q: { value: 'a' }, hidden: { value: 'kept too' } }),
})

/** A browser's store whose room is counted in names and values of at most so many letters. */
function smallKept(room: number): Kept & { room: number; rows: [string, unknown][] } {
  const kept = {
    room,
    rows: [] as [string, unknown][],
    read: (prefix: string) =>
      Promise.resolve(applied(kept.rows, [], prefix).filter(([key]) => key.startsWith(prefix))),
    write(changes: readonly Change[]) {
      const next = applied(kept.rows, changes, '')
      if (JSON.stringify(next).length > kept.room) {
        return Promise.reject(new DOMException('full', 'QuotaExceededError'))
      }
      kept.rows = next
      return Promise.resolve()
    },
    close: () => undefined,
  }
  return kept
}

function traced(samples: number): TraceValue {
  const times = Array.from({ length: samples }, (_, index) => index / 25)
  return {
    seconds: 7200,
    times,
    values: { valence: times.map(() => 0.5), arousal: times.map(() => -0.25) },
    device: 'mouse',
  }
}

describe('what this computer keeps', () => {
  it('holds an answer under one name: a draft, then a submission, then nothing', async () => {
    const kept = indexedKept('emotate', indexedDB)
    const store = createRaterStore(1, localStorage)
    await store.saveDraft(5, draft(3))
    expect((await store.draft(5))?.seq).toBe(3)
    expect(await store.add(outgoing('k'))).toBe(true)
    expect(await store.draft(5)).toBeNull()
    expect((await kept.read('')).map(([key]) => key.split(':')[0])).toEqual(['outbox'])
    await store.confirmed(outgoing('k'))
    expect(await kept.read('')).toEqual([])
  })

  it('makes a refused submission a draft again, with answers to hidden questions', async () => {
    const store = createRaterStore(1, localStorage)
    await store.add(outgoing('k'))
    await store.giveBack(outgoing('k'))
    expect(await store.outgoing()).toEqual([])
    expect(await store.draft(5)).toEqual(outgoing('k').draft)
  })

  it('takes a two-hour trace of two dimensions, which the old store could not', async () => {
    const answers: Answers = { mood: { value: traced(180_000) } }
    expect(JSON.stringify(answers).length).toBeGreaterThan(3_000_000)
    const store = createRaterStore(1, localStorage)
    expect(await store.saveDraft(5, draft(3, answers))).toBe(true)
    expect(await store.add({ ...outgoing('k'), answers })).toBe(true)
    const [found] = await createRaterStore(1, localStorage).outgoing()
    expect((found?.answers['mood']?.value as TraceValue).times).toHaveLength(180_000)
  })

  it('keeps what the browser refuses while the page is open, says so, and writes it later', async () => {
    const kept = smallKept(150)
    const store = createRaterStore(1, localStorage, kept)
    expect(await store.add(outgoing('k'))).toBe(false)
    expect(store.isAtRisk()).toBe(true)
    expect((await store.outgoing()).map((entry) => entry.client_key)).toEqual(['k'])
    kept.room = 10_000
    expect(await store.saveDraft(6, draft(1))).toBe(true)
    expect(store.isAtRisk()).toBe(false)
    expect(kept.rows).toHaveLength(2)
  })

  it('does not let a draft that is too large stop a submission that is not', async () => {
    const kept = smallKept(2000)
    const store = createRaterStore(1, localStorage, kept)
    expect(await store.saveDraft(6, draft(1, { mood: { value: traced(1000) } }))).toBe(false)
    expect(await store.add(outgoing('k'))).toBe(true)
    expect(kept.rows.map(([key]) => key.split(':')[0])).toEqual(['outbox'])
    expect((await store.draft(6))?.seq).toBe(1)
  })

  it('leaves the draft where it is when its submission does not fit', async () => {
    const kept = smallKept(150)
    const store = createRaterStore(1, localStorage, kept)
    await store.saveDraft(5, draft(3))
    expect(await store.add(outgoing('k'))).toBe(false)
    expect(kept.rows.map(([key]) => key)).toEqual(['draft:1:5'])
    expect(await store.outgoing()).toHaveLength(1)
  })

  it('is at work without any store, as in a private window that forbids it', async () => {
    const store = createRaterStore(1, localStorage, indexedKept('emotate', undefined))
    expect(await store.add(outgoing('k'))).toBe(false)
    expect(await store.outgoing()).toHaveLength(1)
    await store.confirmed(outgoing('k'))
    expect(await store.outgoing()).toHaveLength(0)
    expect(store.isAtRisk()).toBe(false)
  })
})

describe('what an earlier page left in the small store', () => {
  it('moves over, once', async () => {
    localStorage.setItem('emotate:outbox:1:k', JSON.stringify(outgoing('k')))
    localStorage.setItem('emotate:draft:1:6', JSON.stringify(draft(4)))
    localStorage.setItem('emotate:draft:2:6', JSON.stringify(draft(9)))
    localStorage.setItem('emotate:draft:1:8', '{"seq":')
    const store = createRaterStore(1, localStorage)
    expect((await store.outgoing()).map((entry) => entry.client_key)).toEqual(['k'])
    expect((await store.draft(6))?.seq).toBe(4)
    expect(await store.draft(8)).toBeNull()
    expect(localStorage.getItem('emotate:outbox:1:k')).toBeNull()
    expect(localStorage.getItem('emotate:draft:1:6')).toBeNull()
    expect(localStorage.getItem('emotate:draft:2:6')).not.toBeNull()
    await store.confirmed(outgoing('k'))
    expect(await createRaterStore(1, localStorage).outgoing()).toEqual([])
  })

  it('stays there where the browser refuses to keep it', async () => {
    localStorage.setItem('emotate:outbox:1:k', JSON.stringify(outgoing('k')))
    const store = createRaterStore(1, localStorage, indexedKept('emotate', undefined))
    expect(await store.outgoing()).toHaveLength(1)
    expect(localStorage.getItem('emotate:outbox:1:k')).not.toBeNull()
    await store.confirmed(outgoing('k'))
    expect(localStorage.getItem('emotate:outbox:1:k')).toBeNull()
  })

  it('is where the last moment of a visit puts what was not written yet', async () => {
    const store = createRaterStore(1, localStorage, indexedKept('emotate', undefined))
    void store.saveDraft(5, draft(3))
    store.lastResort(localStorage)
    const next = createRaterStore(1, localStorage)
    expect((await next.draft(5))?.seq).toBe(3)
  })

  it('leaves nothing there of what was submitted, or confirmed', async () => {
    const store = createRaterStore(1, localStorage)
    const saved = store.saveDraft(5, draft(3))
    store.lastResort(localStorage)
    await saved
    const added = store.add(outgoing('k'))
    store.lastResort(localStorage)
    await added
    await store.confirmed(outgoing('k'))
    const next = createRaterStore(1, localStorage)
    expect(await next.outgoing()).toEqual([])
    expect(await next.draft(5)).toBeNull()
  })

  it('does not undo a newer draft', async () => {
    await createRaterStore(1, localStorage).saveDraft(5, draft(8))
    localStorage.setItem('emotate:draft:1:5', JSON.stringify(draft(3)))
    expect((await createRaterStore(1, localStorage).draft(5))?.seq).toBe(8)
  })
})

describe('parts of a trace', () => {
  const part = (after: number, times: number[]) => ({
    after,
    seconds: 60,
    times,
    values: { valence: times.map((time) => time / 100) },
    device: 'mouse' as const,
  })
  const timesOf = (answers: Answers | undefined) =>
    (answers?.['mood']?.value as TraceValue | undefined)?.times

  it('go on from the draft, and replace what a seek back took away', async () => {
    const store = createRaterStore(1, localStorage)
    await store.saveDraft(5, draft(2, { mood: { value: part(-1, [0, 1, 2]) } }))
    await store.saveTracePart(5, 2, 'mood', part(2, [3, 4, 5]))
    await store.saveTracePart(5, 2, 'mood', part(3, [3.5]))
    const found = await createRaterStore(1, localStorage).draft(5)
    expect(timesOf(found?.answers)).toEqual([0, 1, 2, 3, 3.5])
    expect(found?.seq).toBe(3)
  })

  it('go on from the server’s draft without losing its other answers', async () => {
    const store = createRaterStore(1, localStorage)
    await store.saveTracePart(5, 4, 'mood', part(-1, [0, 1]))
    const found = await store.draft(5, { answers: { q: { value: 'a' } }, seq: 4 })
    expect(found?.seq).toBe(5)
    expect(found?.answers['q']).toEqual({ value: 'a' })
    expect(timesOf(found?.answers)).toEqual([0, 1])
  })

  it('are left out where the draft that they went on from is gone', async () => {
    const store = createRaterStore(1, localStorage)
    await store.saveTracePart(5, 4, 'mood', part(8, [9, 10]))
    expect(await store.draft(5)).toBeNull()
    const reopened = { answers: { q: { value: 'a' } }, seq: 0 }
    expect((await store.draft(5, reopened))?.answers).toEqual(reopened.answers)
  })

  it('are a draft of their own before the first one, and go with the next', async () => {
    const store = createRaterStore(1, localStorage)
    await store.saveTracePart(5, 0, 'mood', part(-1, [0, 1]))
    expect(timesOf((await store.draft(5))?.answers)).toEqual([0, 1])
    await store.saveDraft(5, draft(1, { mood: { value: part(-1, [0]) } }))
    expect(timesOf((await store.draft(5))?.answers)).toEqual([0])
    await store.dropDraft(5)
    expect(await indexedKept('emotate', indexedDB).read('')).toEqual([])
  })
})

describe('writing', () => {
  it('joins what comes while a write is on its way, and keeps the last of each name', async () => {
    const batches: (readonly Change[])[] = []
    const rows = smallKept(1e6)
    const safe = safeKept({
      ...rows,
      async write(changes) {
        batches.push(changes)
        await rows.write(changes)
      },
    })
    const put = (key: string, value: number): Change => ({ act: 'put', key, value })
    await Promise.all([1, 2, 3, 4].map((value) => safe.write([put('a', value)])))
    expect(batches.flat().length).toBeLessThan(4)
    expect(rows.rows).toEqual([['a', 4]])
    expect(await safe.read('')).toEqual([['a', 4]])
  })
})
