/** What stands beside each other when an item is decided. Pure. */
import type { Answer, Answers, Beside, Question, RatersAnswer, Task } from '../../api/types'
import { kindOf } from '../../schemes/kinds/registry'
import { checkAnswer } from '../../schemes/rules'
import type { Problem } from '../../schemes/rules'
import { isRecord } from '../../schemes/rules/common'
import type { Line } from '../plots/statistics'

/** An item as the rating page takes it. Nobody holds it, and no question must be answered. */
export function taskOf(beside: Beside): Task {
  const { project, scheme, item, media, clips, transcript, words, speaker, fields } = beside
  return {
    assignment_id: beside.id,
    state: 'leased',
    lease_until: '',
    project,
    scheme: { ...scheme, questions: scheme.questions.map((one) => ({ ...one, required: false })) },
    item,
    progress: { submitted: 0, total: 0 },
    media,
    clips,
    transcript,
    words,
    speaker,
    fields,
    about: beside.about,
    language: beside.language,
    context: beside.context,
    draft: null,
    previous_assignment_id: null,
    limits: { break_after_minutes: null, left_today: null, left_total: null },
    presentation: null,
    model_draft: null,
  }
}

/** The questions in use, and those that only older answers are to. */
export function rowsOf(beside: Beside): { id: string; question: Question | null }[] {
  const now = beside.scheme.questions.map((question) => ({ id: question.id, question }))
  const known = new Set(now.map(({ id }) => id))
  const older = new Set(beside.answers.flatMap(({ answers }) => Object.keys(answers)))
  return [
    ...now,
    ...[...older].filter((id) => !known.has(id)).map((id) => ({ id, question: null })),
  ]
}

/**
 * The soft label of what was answered, where one label or shares are given: each rater has one vote.
 * Null where nobody gave a label.
 */
export function sharesOf(
  question: Question,
  given: readonly RatersAnswer[],
): Record<string, number> | null {
  const labels = kindOf(question).labels(question)
  if (labels.length === 0) return null
  const votes: Record<string, number> = {}
  let voters = 0
  for (const { answers } of given) {
    const value = answers[question.id]?.value
    if (typeof value === 'string' && labels.some(({ id }) => id === value)) {
      votes[value] = (votes[value] ?? 0) + 1
      voters += 1
    } else if (question.kind === 'distribution' && isRecord(value)) {
      for (const [label, share] of Object.entries(value)) {
        if (typeof share === 'number') votes[label] = (votes[label] ?? 0) + share
      }
      voters += 1
    }
  }
  if (voters === 0) return null
  return Object.fromEntries(Object.entries(votes).map(([label, sum]) => [label, sum / voters]))
}

/** An answer that the decision could take over as it is: it fits the question as it is asked now. */
export function isTakeable(question: Question | null, answer: Answer | undefined): boolean {
  if (!question || !answer) return false
  return checkAnswer(question, answer, false).length === 0
}

/** What is wrong with the answers that a decision gives; questions left open are no problem. */
export function problemsOf(
  questions: readonly Question[],
  answers: Answers,
): Record<string, Problem> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const answer = answers[question.id]
      const first = answer ? checkAnswer(question, answer, false)[0] : undefined
      return first ? [[question.id, first] as const] : []
    }),
  )
}

/** The raters' lines in one dimension of a trace. */
export function linesOf(id: string, dimension: string, given: readonly RatersAnswer[]): Line[] {
  return given.flatMap(({ rater, answers }) => {
    const value = answers[id]?.value
    if (!isRecord(value) || !Array.isArray(value['times']) || !isRecord(value['values'])) return []
    const values = value['values'][dimension]
    if (!Array.isArray(values)) return []
    return [{ id: rater, times: value['times'] as number[], values: values as number[] }]
  })
}

export interface Neighbours {
  previous: number | null
  next: number | null
  /** From 1; null where the item is not in the list. */
  place: number | null
}

/**
 * The items before and after one in a list. An item that has left the list, as one that was just
 * decided does, is taken to have stood at `last`: what moved up into its place comes next.
 */
export function neighboursOf(ids: readonly number[], id: number, last: number | null): Neighbours {
  const at = ids.indexOf(id)
  if (at >= 0) {
    return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, place: at + 1 }
  }
  if (last === null) return { previous: null, next: ids[0] ?? null, place: null }
  return { previous: ids[last - 1] ?? null, next: ids[last] ?? null, place: null }
}
