/** What an item starts with when the questions of a project changed meanwhile. */
import type { Answers, Task } from '../api/types'
import { fittingAnswers } from '../schemes/rules'
import type { LocalDraft } from './sending/draftStore'

export interface Beginning {
  answers: Answers
  seq: number
  /** Answers of an earlier version of the questions that have no place among these. */
  lost: number
  /** Whether answers were given to other questions than these. */
  moved: boolean
}

/** The draft, or what of it still fits: old answers must not stand under new questions. */
export function beginningOf(task: Task, draft: LocalDraft | null): Beginning {
  const aside = Object.keys(task.draft?.set_aside ?? {}).length
  const given = draft?.answers ?? {}
  const version = draft?.scheme_version
  if (!draft || version === undefined || version === task.scheme.version) {
    return { answers: given, seq: draft?.seq ?? 0, lost: aside, moved: aside > 0 }
  }
  const answers = fittingAnswers(task.scheme.questions, given)
  const lost = Object.keys(given).length - Object.keys(answers).length
  // Newer than what the server has, so that it is saved there as it stands now.
  return { answers, seq: draft.seq + 1, lost, moved: true }
}
