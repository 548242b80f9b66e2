import type { Question, QuestionDistribution } from '../../api/types'
import { formatPercent, m } from '../../i18n'
import { kindOf } from '../../schemes/kinds/registry'
import { labelColours } from '../../theme/labelColours'

export interface ReadingProps {
  slug: string
  distribution: QuestionDistribution
  question: Question | undefined
}

/** The colours that the labels of a question have on every page. */
export function coloursOf(
  question: Question | undefined,
  own: readonly { id: string; text: string }[],
): (id: string) => string {
  const labels = question ? kindOf(question).labels(question) : []
  const colours = labelColours(labels.length > 0 ? labels : own)
  return (id) => colours.get(id) ?? 'var(--accent)'
}

/** "n = 12 ratings on 5 items, 2 cannot tell" after what is measured and its unit. */
export function noteOf(what: string, { n_ratings, n_items, cannot_tell }: QuestionDistribution) {
  return m.studio.readings.note(what, n_ratings, n_items, cannot_tell)
}

export function fileOf({ slug, distribution }: ReadingProps, what: string): string {
  return `${slug}-${what}-${distribution.id}`
}

export const percent = (share: number | null) => (share === null ? '–' : formatPercent(share))
