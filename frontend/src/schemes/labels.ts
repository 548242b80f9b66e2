import type { Label } from '../api/types'
import { labelColours } from '../theme/labelColours'
import { labelKeys } from './rules/labels'

/** A label with the letter and the colour that it has everywhere. */
export interface ShownLabel extends Label {
  letter: string | null
  colour: string
}

/**
 * Labels as the page shows them. Letters and colours follow the scheme, whatever the order on the
 * page: a rater who learnt a letter keeps it.
 */
export function shownLabels(
  labels: readonly Label[],
  order: readonly string[] | null = null,
): ShownLabel[] {
  const letters = labelKeys(labels)
  const colours = labelColours(labels)
  const shown = labels.map((label) => ({
    ...label,
    letter: letters.get(label.id) ?? null,
    colour: colours.get(label.id) ?? 'var(--line-strong)',
  }))
  if (!order) return shown
  const place = new Map(order.map((id, index) => [id, index]))
  const at = (id: string) => place.get(id) ?? order.length
  return shown.sort((a, b) => at(a.id) - at(b.id))
}
