/** The scheme in the making: every change makes a new body, so that each can be taken back. Pure. */
import type { SchemeProblem } from '../../api/types'
import { freeId, labelsOf } from './kinds'
import type { Settings } from './kinds'

export interface Body {
  name: string
  title: string
  questions: Settings[]
}

export interface Editing {
  past: Body[]
  present: Body
  future: Body[]
  /** Which question's settings are open. */
  open: string | null
  /** What was changed last: typing in one field is one step back, not twenty. */
  last: string | null
}

export type Change =
  | { type: 'add'; question: Settings }
  | { type: 'remove'; index: number }
  | { type: 'duplicate'; index: number }
  | { type: 'move'; from: number; to: number }
  | { type: 'set'; index: number; name: string; value: unknown }
  | { type: 'rename'; index: number; id: string }
  | { type: 'replace'; body: Body }
  | { type: 'open'; id: string | null }
  | { type: 'undo' }
  | { type: 'redo' }

const MOST_STEPS = 200

export function startEditing(body: Body): Editing {
  return { past: [], present: body, future: [], open: body.questions[0]?.id ?? null, last: null }
}

function stepped(state: Editing, present: Body, last: string | null): Editing {
  if (last !== null && last === state.last) return { ...state, present, future: [] }
  const past = [...state.past, state.present].slice(-MOST_STEPS)
  return { ...state, past, present, future: [], last }
}

function withQuestions(body: Body, questions: Settings[]): Body {
  return { ...body, questions }
}

/** A question without the setting, or with its new value: undefined takes it away. */
export function withSetting(question: Settings, name: string, value: unknown): Settings {
  if (value !== undefined) return { ...question, [name]: value }
  const { [name]: _gone, ...rest } = question
  return rest as Settings
}

interface Condition {
  question?: unknown
  in?: unknown
}

function repointed(question: Settings, from: string, to: string): Settings {
  const condition = question['show_when'] as Condition | null | undefined
  let changed = question
  if (condition?.question === from) {
    changed = { ...changed, show_when: { ...condition, question: to } }
  }
  return changed['secondary_of'] === from ? { ...changed, secondary_of: to } : changed
}

/** A question by another name, and whoever depends on it follows. */
export function renamed(questions: readonly Settings[], index: number, id: string): Settings[] {
  const from = questions[index]?.id
  // While it is typed a name may pass through that of another question: what depends on that one stays with it.
  const isShared = questions.some(
    (question, place) => place !== index && (question.id === from || question.id === id),
  )
  return questions.map((question, place) => {
    if (place === index) return { ...question, id }
    return !from || isShared ? question : repointed(question, from, id)
  })
}

export function moved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const next = [...rows]
  const [row] = next.splice(from, 1)
  if (row !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, row)
  return next
}

function duplicated(questions: readonly Settings[], index: number): [Settings[], string] {
  const original = questions[index]
  if (!original) return [[...questions], '']
  const id = freeId(
    original.id,
    questions.map((question) => question.id),
  )
  const next = [...questions]
  next.splice(index + 1, 0, { ...structuredClone(original), id })
  return [next, id]
}

export function schemeReducer(state: Editing, change: Change): Editing {
  const { present } = state
  const { questions } = present
  switch (change.type) {
    case 'add': {
      const next = stepped(state, withQuestions(present, [...questions, change.question]), null)
      return { ...next, open: change.question.id }
    }
    case 'remove':
      return stepped(
        state,
        withQuestions(
          present,
          questions.filter((_, index) => index !== change.index),
        ),
        null,
      )
    case 'duplicate': {
      const [next, id] = duplicated(questions, change.index)
      return { ...stepped(state, withQuestions(present, next), null), open: id }
    }
    case 'move':
      if (change.from === change.to) return state
      return stepped(state, withQuestions(present, moved(questions, change.from, change.to)), null)
    case 'set': {
      const next = questions.map((question, index) =>
        index === change.index ? withSetting(question, change.name, change.value) : question,
      )
      return stepped(state, withQuestions(present, next), `${String(change.index)} ${change.name}`)
    }
    case 'rename': {
      const next = withQuestions(present, renamed(questions, change.index, change.id))
      return { ...stepped(state, next, `${String(change.index)} id`), open: change.id }
    }
    case 'replace':
      return stepped(state, change.body, 'json')
    case 'open':
      return { ...state, open: change.id, last: null }
    case 'undo':
      return undone(state)
    case 'redo':
      return redone(state)
  }
}

/** After a step back or forth the open question may have another name, or be gone. */
function reopened(state: Editing, present: Body): string | null {
  if (present.questions.some((question) => question.id === state.open)) return state.open
  const place = state.present.questions.findIndex((question) => question.id === state.open)
  return present.questions[place]?.id ?? null
}

function undone(state: Editing): Editing {
  const before = state.past.at(-1)
  if (!before) return state
  return {
    past: state.past.slice(0, -1),
    present: before,
    future: [state.present, ...state.future],
    open: reopened(state, before),
    last: null,
  }
}

function redone(state: Editing): Editing {
  const [after, ...future] = state.future
  if (!after) return state
  return {
    past: [...state.past, state.present],
    present: after,
    future,
    open: reopened(state, after),
    last: null,
  }
}

/** The setting that a sentence of the server is about: they begin with its name. */
export function settingOf(message: string, names: readonly string[]): string | null {
  if (/^label\b/.test(message) && names.includes('labels')) return 'labels'
  const [first = ''] = /^[A-Za-z_]+/.exec(message) ?? []
  return names.includes(first) ? first : null
}

/** Problems that concern a setting, in words to stand under it. */
export function problemsAt(
  problems: readonly SchemeProblem[],
  question: string,
  names: readonly string[],
  setting: string | null,
): string[] {
  return problems
    .filter((problem) => problem.question === question)
    .map((problem) => problem.message)
    .filter((message) => settingOf(message, names) === setting)
}

/** Two ids of one question cannot both be kept; conditions must point backwards: told at once. */
export function ownProblems(body: Body): SchemeProblem[] {
  const ids = body.questions.map((question) => question.id)
  return body.questions.flatMap((question, index) => {
    const condition = question['show_when'] as Condition | null | undefined
    const target = condition?.question
    if (typeof target !== 'string') return []
    const place = ids.indexOf(target)
    if (place < 0 || place >= index) {
      return [{ question: question.id, message: `show_when: '${target}' is no earlier question` }]
    }
    const known = labelsOf(body.questions[place] ?? question).map((label) => label.id)
    const wrong = Array.isArray(condition?.in)
      ? condition.in.filter((id) => known.length > 0 && !known.includes(String(id)))
      : []
    return wrong.length > 0
      ? [
          {
            question: question.id,
            message: `show_when: '${target}' has no label '${wrong.join("', '")}'`,
          },
        ]
      : []
  })
}

/** What is kept between visits: unsaved work on one version of the scheme. */
export interface Kept {
  version: number
  body: Body
}

export function readKept(text: string | null, version: number): Body | null {
  if (!text) return null
  try {
    const kept = JSON.parse(text) as Partial<Kept>
    const whole = kept.version === version && Array.isArray(kept.body?.questions)
    return whole ? (kept.body ?? null) : null
  } catch {
    // Not ours, or cut short: the scheme on the server is still whole.
    return null
  }
}
