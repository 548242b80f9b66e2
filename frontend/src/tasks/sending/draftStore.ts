/** Drafts as this computer keeps them, and which of two drafts is shown. */
import type { Answers, StoredDraft } from '../../api/types'

export interface LocalDraft {
  answers: Answers
  seq: number
  elapsed_ms: number
  plays: number
  /** Version of the questions that it answers; drafts of an older page do not say. */
  scheme_version?: number | undefined
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
      scheme_version: draft.scheme_version,
    }
  } catch {
    return null
  }
}

/** The newer of the two drafts, by seq; this computer's when they are level. */
export function newerDraft(
  local: LocalDraft | null,
  server: StoredDraft | null,
): LocalDraft | null {
  if (!server || (local && local.seq >= server.seq)) return local
  const { answers, seq } = server
  return { elapsed_ms: local?.elapsed_ms ?? 0, plays: local?.plays ?? 0, answers, seq }
}
