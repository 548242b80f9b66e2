/** What a rater's figures say, in kindly words. Pure: sentences in the order of their weight. */
import type { Figure, RaterCompared, RatersCompared } from '../../api/types'
import { formatNumber, formatPercent, m } from '../../i18n'

const t = m.studio.comparing
/** A change of alpha below this is not worth a sentence. */
const LIFT = 0.01
/** A share of careless answers below this is what the model expects of anybody. */
const CARELESS = 0.2
const MOST_LABELS = 3

/** Columns whose interval lies on one side of zero, the furthest first. */
export function apart(figures: readonly Figure[], side: 1 | -1): number[] {
  const reach = (figure: Figure) => (side > 0 ? figure.low : figure.high)
  return figures
    .map((figure, at) => ({ at, by: Math.abs(figure.value ?? 0), end: reach(figure) }))
    .filter(({ end }) => end !== null && end !== undefined && end * side > 0)
    .sort((a, b) => b.by - a.by)
    .map(({ at }) => at)
}

function agreementWords({ agreement }: RaterCompared, alpha: number | null): string {
  const { value, low, high, reason } = agreement
  if (value === null) return t.unknown(reason ?? '')
  if (alpha === null || low === null || high === null) return t.as
  if (high < alpha) return t.less
  return low > alpha ? t.more : t.as
}

function named(texts: readonly string[]): string {
  return texts.slice(0, MOST_LABELS).join(', ')
}

function biasWords({ bias }: RaterCompared, columns: RatersCompared['columns']): string[] {
  const texts = (side: 1 | -1) => apart(bias ?? [], side).map((at) => columns[at]?.text ?? '')
  const [readily, seldom] = [texts(1), texts(-1)]
  return [
    ...(readily.length > 0 ? [t.readily(named(readily))] : []),
    ...(seldom.length > 0 ? [t.seldom(named(seldom))] : []),
  ]
}

function severityWords({ severity }: RaterCompared, columns: RatersCompared['columns']): string[] {
  const figures = severity ?? []
  return ([1, -1] as const).flatMap((side) =>
    apart(figures, side)
      .slice(0, MOST_LABELS)
      .map((at) => {
        const points = formatNumber(Math.abs(figures[at]?.value ?? 0), 2)
        const what = columns[at]?.text ?? t.it
        return side > 0 ? t.higher(points, what) : t.lower(points, what)
      }),
  )
}

function driftWords({ drift }: RaterCompared): string[] {
  if (drift.high !== null && drift.high < 0) return [t.tired]
  return drift.low !== null && drift.low > 0 ? [t.learned] : []
}

function liftWords({ without }: RaterCompared, alpha: number | null): string[] {
  if (alpha === null || without.value === null || without.value - alpha < LIFT) return []
  return [t.lifts(formatNumber(without.value, 2), formatNumber(alpha, 2))]
}

/** Sentences about one rater beside the others. */
export function wordsOf(rater: RaterCompared, compared: RatersCompared): string[] {
  const careless = rater.careless?.value ?? 0
  const further = [
    ...(careless >= CARELESS ? [t.carelessly(formatPercent(careless))] : []),
    ...biasWords(rater, compared.columns),
    ...severityWords(rater, compared.columns),
    ...driftWords(rater),
    ...liftWords(rater, compared.alpha),
  ]
  const first = agreementWords(rater, compared.alpha)
  if (further.length === 0 && rater.agreement.value !== null) return [first, t.steady]
  return [first, ...further]
}
