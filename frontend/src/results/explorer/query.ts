/** What of the disagreement is on show, from the address and back. Pure. */
import type { Disagreement, DisagreementQuery } from '../../api/types'

const WHYS = ['ambiguous', 'careless'] as const
export const NAMES = ['question', 'sort', 'pair', 'why', 'needs', 'target', 'page'] as const
/** What narrows the list, apart from its question and order. */
export const FILTERS = ['pair', 'why', 'needs'] as const

export function queryOf(search: URLSearchParams): DisagreementQuery {
  const [question, sort, pair] = ['question', 'sort', 'pair'].map((name) => search.get(name))
  const why = WHYS.find((one) => one === search.get('why'))
  const target = Number(search.get('target'))
  const page = Number(search.get('page'))
  return {
    ...(question ? { question } : {}),
    ...(sort ? { sort } : {}),
    ...(pair?.split(',').length === 2 ? { pair } : {}),
    ...(why ? { why } : {}),
    ...(search.get('needs') === 'true' ? { needs: true } : {}),
    ...(target > 0 ? { target } : {}),
    ...(Number.isInteger(page) && page > 1 ? { page } : {}),
  }
}

/** The address with one of its parts changed; another list begins at its first page. */
export function changed(
  search: URLSearchParams,
  name: (typeof NAMES)[number],
  value: string | null,
): URLSearchParams {
  const next = new URLSearchParams(search)
  if (value) next.set(name, value)
  else next.delete(name)
  if (name !== 'page') next.delete('page')
  if (name === 'question') for (const other of [...FILTERS, 'sort', 'target']) next.delete(other)
  return next
}

/** How many more raters an item is asked for at a time. */
export const MOST_MORE = 3
/** The server counts no further how many an item needs. */
export const MOST_COUNTED = 50

export interface NeedLine {
  items: number
  raters: number
  /** The last line holds all that need so many or more. */
  capped: boolean
}

/** Items by the raters that they need, those that need many in one line. */
export function needLines(need: NonNullable<Disagreement['need']>, most = 6): NeedLine[] {
  const few = need.filter(({ raters }) => raters < most)
  const many = need.filter(({ raters }) => raters >= most)
  const rest = many.reduce((sum, { items }) => sum + items, 0)
  return [
    ...few.map((one) => ({ ...one, capped: false })),
    ...(rest > 0 ? [{ items: rest, raters: most, capped: true }] : []),
  ]
}

/** How many ratings are asked for when every item gets what it needs, `most` at a time. */
export function ratingsNeeded(need: NonNullable<Disagreement['need']>, most = MOST_MORE): number {
  return need.reduce((sum, { items, raters }) => sum + items * Math.min(raters, most), 0)
}
