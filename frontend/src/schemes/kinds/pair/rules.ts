/** The value names the clip in the item's own order, whichever side it was shown on. */
import type { Label, PairQuestion, Task } from '../../../api/types'
import { m } from '../../../i18n'
import { checkLabels } from '../../rules/common'
import type { Problem } from '../../rules/common'

export type Clip = 'first' | 'second'

export function pairLabels(question: PairQuestion): Label[] {
  const labels: Label[] = [
    { id: 'first', text: m.kindWords.clipFirst },
    { id: 'second', text: m.kindWords.clipSecond },
  ]
  return question.no_preference === false
    ? labels
    : [...labels, { id: 'none', text: m.kindWords.noPreference, key: 'n' }]
}

export function checkPair(question: PairQuestion, value: unknown): Problem[] {
  if (typeof value !== 'string') return [{ code: 'shape' }]
  return checkLabels([value], pairLabels(question))
}

/** The clips from the left to the right, as this assignment shows them. */
export function sidesOf(task: Task | null): [Clip, Clip] {
  return task?.presentation?.sides?.[0] === 'second' ? ['second', 'first'] : ['first', 'second']
}
