/** Drafts on this computer: written at every edit, removed only after the server has the rating. */
import type { Answers, StoredDraft } from '../api/types'

export interface LocalDraft {
  answers: Answers
  seq: number
  elapsed_ms: number
  plays: number
}

export interface DraftStore {
  read: (assignment: number) => LocalDraft | null
  /** False when this computer's store refuses it (full, or forbidden). */
  write: (assignment: number, draft: LocalDraft) => boolean
  drop: (assignment: number) => void
  keyOf: (assignment: number) => string
}

export function createDraftStore(storage: Storage, user: number): DraftStore {
  const keyOf = (assignment: number) => `emotate:draft:${String(user)}:${String(assignment)}`
  return {
    keyOf,
    read: (assignment) => parseDraft(storage.getItem(keyOf(assignment))),
    write(assignment, draft) {
      try {
        storage.setItem(keyOf(assignment), JSON.stringify(draft))
        return true
      } catch {
        return false
      }
    },
    drop(assignment) {
      storage.removeItem(keyOf(assignment))
    },
  }
}

export function parseDraft(text: string | null): LocalDraft | null {
  if (!text) return null
  try {
    const draft = JSON.parse(text) as Partial<LocalDraft>
    if (typeof draft.seq !== 'number' || typeof draft.answers !== 'object') return null
    return {
      answers: draft.answers,
      seq: draft.seq,
      elapsed_ms: draft.elapsed_ms ?? 0,
      plays: draft.plays ?? 0,
    }
  } catch {
    return null
  }
}

/** The newer of the two drafts, by seq; this computer's when they are level. */
export function newerDraft(
  local: LocalDraft | null,
  server: StoredDraft | null,
): { answers: Answers; seq: number; from: 'local' | 'server' | 'none' } {
  if (local && local.seq >= (server?.seq ?? -1)) {
    return { answers: local.answers, seq: local.seq, from: 'local' }
  }
  if (server) return { answers: server.answers, seq: server.seq, from: 'server' }
  return { answers: {}, seq: 0, from: 'none' }
}
