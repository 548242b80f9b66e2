import type { ReviewFields, ReviewQuestion, Task } from '../../../api/types'
import { isRecord } from '../../rules/common'

/** What a model said about each field; null where the item has no draft, or it is not shown yet. */
export function draftFor(question: ReviewQuestion, task: Task | null): ReviewFields | null {
  const said: unknown = task?.model_draft?.values[question.id]
  if (!isRecord(said)) return null
  const entries = question.fields.map(({ id, kind }): [string, string | string[]] => {
    const value = said[id]
    if (kind === 'words') return [id, Array.isArray(value) ? value.map(String) : []]
    return [id, typeof value === 'string' ? value : '']
  })
  return Object.fromEntries(entries)
}
