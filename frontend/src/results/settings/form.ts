/** The form of a project's settings, beside what others change meanwhile. Pure. */
import type { ProjectDetail } from '../../api/types'
import { changesOf } from './policy'
import type { Policy } from './policy'

export const TEXTS = ['title', 'description', 'guidelines', 'content_warning'] as const
const NAMES = [...TEXTS, 'state'] as const

export type Texts = Pick<ProjectDetail, (typeof NAMES)[number]>

export interface Form {
  texts: Texts
  policy: Policy
}

export function formOf(project: ProjectDetail): Form {
  const { title, description, guidelines, content_warning, state, policy } = project
  return { texts: { title, description, guidelines, content_warning, state }, policy }
}

/** What differs, as the server takes it. */
export interface Changes {
  texts: Partial<Texts>
  policy: Record<string, unknown>
}

export function changesBetween(before: Form, after: Form): Changes {
  const names = NAMES.filter((name) => before.texts[name] !== after.texts[name])
  return {
    texts: Object.fromEntries(names.map((name) => [name, after.texts[name]])),
    policy: changesOf(before.policy, after.policy),
  }
}

export const namesIn = ({ texts, policy }: Changes) => [
  ...Object.keys(texts),
  ...Object.keys(policy),
]

/**
 * My changes to `base`, made to what others left there meanwhile. `clashes` names what they changed
 * as well, to something else: saving mine would undo theirs.
 */
export function carriedOver(
  base: Form,
  mine: Form,
  theirs: Form,
): { form: Form; clashes: string[] } {
  const changes = changesBetween(base, mine)
  const form = {
    texts: { ...theirs.texts, ...changes.texts },
    policy: { ...theirs.policy, ...changes.policy },
  }
  const moved = new Set(namesIn(changesBetween(base, theirs)))
  const left = namesIn(changesBetween(theirs, form))
  return { form, clashes: left.filter((name) => moved.has(name)) }
}
