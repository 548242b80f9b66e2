import { describe, expect, it } from 'vitest'

import { ApiError, NetworkError } from '../../api/http'
import { answerReducer, startAnswers } from '../answerState'
import { newerDraft } from './draftStore'
import { createRaterStore } from '../kept/raterStore'
import { classifyFailure, deliver, waitBefore } from './outbox'
import type { Outgoing } from './outbox'
import { createStopwatch } from '../stopwatch'
import { uuid } from './uuid'

const outgoing = (key: string, at = 1): Outgoing => ({
  client_key: key,
  assignment_id: 5,
  answers: {},
  elapsed_ms: 10,
  plays: 1,
  queued_at: at,
})

describe('outbox', () => {
  it('keeps the order and each person’s own', async () => {
    const mine = createRaterStore(1, localStorage)
    await mine.add(outgoing('late', 20))
    await mine.add(outgoing('early', 10))
    await createRaterStore(2, localStorage).add(outgoing('other'))
    const again = createRaterStore(1, localStorage)
    expect((await again.outgoing()).map((entry) => entry.client_key)).toEqual(['early', 'late'])
  })

  it('lets go of a submission only when it is confirmed or refused', async () => {
    const store = createRaterStore(1, localStorage)
    const entry = outgoing('k')
    await store.add(entry)
    await deliver(store, entry, () => Promise.reject(new NetworkError()))
    await deliver(store, entry, () => Promise.reject(new ApiError(503, 'busy')))
    await deliver(store, entry, () => Promise.reject(new ApiError(403, 'signed out')))
    expect(await store.outgoing()).toHaveLength(1)
    const sent: unknown[] = []
    const done = await deliver(store, entry, (id, submission) => {
      sent.push(id, submission)
      return Promise.resolve({
        rating_id: 1,
        revision: 1,
        submitted_at: '',
        feedback: null,
        quiz: null,
        next: null,
      })
    })
    expect(done.kind).toBe('confirmed')
    expect(sent).toEqual([5, { client_key: 'k', answers: {}, elapsed_ms: 10, plays: 1 }])
    expect(await store.outgoing()).toHaveLength(0)
  })

  it('tells what is worth repeating', () => {
    expect(classifyFailure(new ApiError(429, '')).kind).toBe('later')
    expect(classifyFailure(new ApiError(401, '')).kind).toBe('signedOut')
    expect(classifyFailure(new ApiError(400, 'no')).kind).toBe('refused')
  })

  it('waits longer each time, half a minute at most', () => {
    expect([0, 1, 2, 10].map(waitBefore)).toEqual([1000, 2000, 4000, 30_000])
  })
})

describe('drafts on this computer', () => {
  it('win when they are as new as the server’s', () => {
    const local = { answers: { q: { value: 'mine' } }, seq: 4, elapsed_ms: 0, plays: 0 }
    expect(newerDraft(local, { answers: {}, seq: 4 })).toBe(local)
    expect(newerDraft(local, { answers: {}, seq: 5 })).toMatchObject({ answers: {}, seq: 5 })
    expect(newerDraft(null, null)).toBeNull()
  })
})

describe('the answer in progress', () => {
  it('has no entry for a question that was cleared, and can be undone', () => {
    let state = startAnswers({}, 0)
    state = answerReducer(state, { type: 'answer', question: 'q', answer: { value: 'a' } })
    state = answerReducer(state, { type: 'answer', question: 'q', answer: null })
    expect(state.answers).toEqual({})
    state = answerReducer(state, { type: 'undo' })
    expect(state.answers).toEqual({ q: { value: 'a' } })
    expect(state.seq).toBe(3)
  })

  it('does not count a change that changes nothing', () => {
    const state = startAnswers({ q: { value: 1 } }, 4)
    expect(answerReducer(state, { type: 'answer', question: 'q', answer: { value: 1 } })).toBe(
      state,
    )
  })
})

describe('small parts', () => {
  it('stopwatch stands still while stopped', () => {
    let now = 0
    const watch = createStopwatch(() => now)
    watch.start()
    now = 100
    watch.stop()
    now = 900
    watch.start()
    now = 950
    expect(watch.elapsed()).toBe(150)
    watch.reset(30)
    now = 960
    expect(watch.elapsed()).toBe(40)
  })

  it('uuid is a version 4 UUID', () => {
    expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
