/**
 * Submissions on their way. Each is stored, with the key that makes it safe to repeat, before it is
 * sent, and stays stored until the server confirms it: a reload or a lost network neither loses nor
 * doubles an answer. One storage entry per submission, so that two windows cannot overwrite each
 * other's list.
 */
import { ApiError } from '../api/http'
import type { Submission, SubmissionReceipt } from '../api/types'

export interface Outgoing extends Submission {
  assignment_id: number
  queued_at: number
}

export type Delivery =
  | { kind: 'confirmed'; receipt: SubmissionReceipt }
  /** Not now: no network, or the server is busy. Worth repeating. */
  | { kind: 'later' }
  | { kind: 'signedOut' }
  /** The server will never take it as it is. */
  | { kind: 'refused'; status: number; message: string }

export interface Outbox {
  add: (outgoing: Outgoing) => void
  remove: (clientKey: string) => void
  list: () => Outgoing[]
}

export function createOutbox(storage: Storage, user: number): Outbox {
  const prefix = `emotate:outbox:${String(user)}:`
  return {
    add(outgoing) {
      storage.setItem(prefix + outgoing.client_key, JSON.stringify(outgoing))
    },
    remove(clientKey) {
      storage.removeItem(prefix + clientKey)
    },
    list() {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      return keys
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const text = storage.getItem(key)
          return text ? [JSON.parse(text) as Outgoing] : []
        })
        .sort((a, b) => a.queued_at - b.queued_at)
    },
  }
}

const PASSING = new Set([408, 425, 429])

export function classifyFailure(error: unknown): Exclude<Delivery, { kind: 'confirmed' }> {
  if (!(error instanceof ApiError)) return { kind: 'later' }
  if (error.status === 401 || error.status === 403) return { kind: 'signedOut' }
  if (error.status >= 500 || PASSING.has(error.status)) return { kind: 'later' }
  return { kind: 'refused', status: error.status, message: error.message }
}

/** Try one submission once. It leaves the outbox only when confirmed, or refused for good. */
export async function deliver(
  outbox: Outbox,
  outgoing: Outgoing,
  send: (id: number, submission: Submission) => Promise<SubmissionReceipt>,
): Promise<Delivery> {
  const { client_key, answers, elapsed_ms, plays } = outgoing
  try {
    const receipt = await send(outgoing.assignment_id, { client_key, answers, elapsed_ms, plays })
    outbox.remove(client_key)
    return { kind: 'confirmed', receipt }
  } catch (error) {
    const failure = classifyFailure(error)
    if (failure.kind === 'refused') outbox.remove(client_key)
    return failure
  }
}

const FIRST_WAIT = 1000
const LONGEST_WAIT = 30_000

/** Milliseconds before the next try: doubling, up to half a minute. */
export function waitBefore(attempt: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)
}
