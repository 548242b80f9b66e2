/**
 * Submissions on their way. Each is stored, with the key that makes it safe to repeat, before it is
 * sent, and stays stored until the server confirms it: a reload or a lost network neither loses nor
 * doubles an answer.
 */
import { ApiError } from '../../api/http'
import type { Submission, SubmissionReceipt } from '../../api/types'
import { refusalText } from '../../app/refusalText'
import type { LocalDraft } from './draftStore'
import type { RaterStore } from '../kept/raterStore'

export interface Outgoing extends Submission {
  assignment_id: number
  queued_at: number
  /** What it was as a draft, so that it can be one again. */
  draft?: LocalDraft
}

export type Delivery =
  | { kind: 'confirmed'; receipt: SubmissionReceipt }
  /** Not now: no network, or (`reached`) the server is busy. Worth repeating. */
  | { kind: 'later'; reached: boolean }
  | { kind: 'signedOut' }
  /** The server will never take it as it is. */
  | {
      kind: 'refused'
      status: number
      message: string
      /** The questions changed meanwhile: what fits is a draft there. */
      moved: boolean
    }

const PASSING = new Set([408, 425, 429])

export function classifyFailure(error: unknown): Exclude<Delivery, { kind: 'confirmed' }> {
  if (!(error instanceof ApiError)) return { kind: 'later', reached: false }
  if (error.status === 401 || error.status === 403) return { kind: 'signedOut' }
  if (error.status >= 500 || PASSING.has(error.status)) return { kind: 'later', reached: true }
  const moved = error.status === 409 && 'scheme_version' in error.extra
  return { kind: 'refused', status: error.status, message: refusalText(error), moved }
}

/** Try one submission once. It leaves the store only when confirmed, or refused for good. */
export async function deliver(
  store: Pick<RaterStore, 'confirmed' | 'giveBack'>,
  outgoing: Outgoing,
  send: (id: number, submission: Submission) => Promise<SubmissionReceipt>,
): Promise<Delivery> {
  const { assignment_id, queued_at: _when, draft: _draft, ...submission } = outgoing
  let receipt: SubmissionReceipt
  try {
    receipt = await send(assignment_id, submission)
  } catch (error) {
    const failure = classifyFailure(error)
    if (failure.kind === 'refused') await store.giveBack(outgoing)
    return failure
  }
  await store.confirmed(outgoing)
  return { kind: 'confirmed', receipt }
}

const FIRST_WAIT = 1000
const LONGEST_WAIT = 30_000

/** Milliseconds before the next try: doubling, up to half a minute. */
export function waitBefore(attempt: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)
}
