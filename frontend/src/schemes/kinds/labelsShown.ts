import type { Question } from '../../api/types'
import { shownLabels } from '../labels'
import type { ShownLabel } from '../labels'
import { kindOf } from './registry'

type Order = readonly string[] | undefined

interface Shown {
  order: Order
  labels: readonly ShownLabel[]
}

/** As long as the question is used, which is as long as its item is on the page. */
const shown = new WeakMap<Question, Shown>()

/** The labels of a question in the order of the item: the same list each time, for cards and keys. */
export function labelsShown(question: Question, order: Order): readonly ShownLabel[] {
  const known = shown.get(question)
  if (known && known.order === order) return known.labels
  const labels = shownLabels(kindOf(question).labels(question), order)
  shown.set(question, { order, labels })
  return labels
}
