import type { Question } from '../../../api/types'
import { kindOf } from '../../../schemes/kinds/registry'
import { labelColours } from '../../../theme/labelColours'

export interface LabelShown {
  id: string
  text: string
  colour: string
}

/** The labels of a question as plots have them, in the order of the scheme. */
export function shownLabels(question: Question): LabelShown[] {
  const labels = kindOf(question).labels(question)
  const colours = labelColours(labels)
  return labels.map(({ id, text }) => ({
    id,
    text: text ?? id,
    colour: colours.get(id) ?? 'var(--accent)',
  }))
}
