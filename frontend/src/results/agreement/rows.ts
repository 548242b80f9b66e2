/** What stands in the rows of agreement's plots and tables. Pure. */
import type { Agreement, LabelPairs, QuestionAgreement, RaterCompared } from '../../api/types'
import { formatDay, formatNumber, m } from '../../i18n'
import type { IntervalRow } from '../plots/Intervals'
import type { Cell } from '../plots/save'

export function statisticText(stat: string, level: string): string {
  return `${m.agreement.stats[stat] ?? stat}, ${m.agreement.levels[level] ?? level}`
}

/** The same coefficient as it was before today; undefined where there is nothing to compare with. */
export function beforeOf(
  question: QuestionAgreement,
  stat: string,
  level: string,
): number | null | undefined {
  return question.before?.values.find((one) => one.stat === stat && one.level === level)?.value
}

/** "+0.02", "−0.10"; null where either is undefined, or where nothing changes in what is shown. */
export function changeText(now: number | null, before: number | null | undefined): string | null {
  if (now === null || before == null) return null
  const by = now - before
  if (Math.abs(by) < 0.005) return null
  return `${by > 0 ? '+' : '−'}${formatNumber(Math.abs(by), 2)}`
}

/** Why a value has no interval, where that is known: what was to be drawn cannot be. */
function whyNone({ value, low, interval }: QuestionAgreement['statistics'][number]) {
  return value !== null && low === null && interval ? [interval] : null
}

export interface StatisticRow {
  row: IntervalRow
  cells: Cell[]
}

export const STATISTIC_HEAD = () => [
  m.agreement.question,
  m.agreement.statistic,
  m.agreement.level,
  m.agreement.value,
  `${m.agreement.interval} ↓`,
  `${m.agreement.interval} ↑`,
  m.agreement.units,
  m.agreement.raters,
  m.agreement.ratings,
  m.agreement.single,
  m.agreement.why,
  m.studio.comparing.before,
  m.studio.comparing.beforeWhen,
]

/** Every coefficient of every question, those of a question under each other. */
export function statisticRows(agreement: Agreement): StatisticRow[] {
  return agreement.questions.flatMap((question) =>
    question.statistics.map((s) => {
      const before = beforeOf(question, s.stat, s.level)
      const change = changeText(s.value, before)
      const when = question.before?.computed_at ?? null
      return {
        row: {
          ...s,
          id: `${question.id} ${s.stat} ${s.level}`,
          label: question.text,
          detail: [
            statisticText(s.stat, s.level),
            m.agreement.n(s.units, s.raters, s.ratings),
            ...(whyNone(s) ?? []),
          ].join(' · '),
          before: change ? (before ?? null) : null,
          change: change && when ? m.studio.comparing.changed(change, formatDay(when)) : null,
        },
        cells: [
          question.id,
          s.stat,
          s.level,
          s.value,
          s.low,
          s.high,
          s.units,
          s.raters,
          s.ratings,
          s.single_rated_units,
          s.reason,
          before ?? null,
          when,
        ],
      }
    }),
  )
}

/** Raters with the least agreement first; those of whom nothing can be said at the end. */
export function byAgreement(raters: readonly RaterCompared[]): RaterCompared[] {
  const value = (rater: RaterCompared) => rater.agreement.value ?? Infinity
  return [...raters].sort((a, b) => value(a) - value(b))
}

export interface PairTable {
  labels: { id: string; text: string }[]
  count: (row: string, column: string) => number
  /** All pairs of ratings. */
  n: number
}

/** At most `most` labels, those with most pairs, in the order of the question. */
export function pairTable(pairs: LabelPairs, most = Infinity): PairTable | null {
  const { counts, columns } = pairs
  if (!counts) return null
  const total = columns.map(
    (_, at) =>
      (counts[at] ?? []).reduce((sum, one) => sum + one, 0) +
      counts.reduce((sum, row) => sum + (row[at] ?? 0), 0),
  )
  const kept = new Set(
    total
      .map((pairsOf, at) => ({ pairsOf, at }))
      .sort((a, b) => b.pairsOf - a.pairsOf || a.at - b.at)
      .slice(0, most)
      .map(({ at }) => at),
  )
  const place = new Map(columns.map(({ id }, at) => [id, at]))
  return {
    labels: columns.filter((_, at) => kept.has(at)),
    count: (row, column) => counts[place.get(row) ?? -1]?.[place.get(column) ?? -1] ?? 0,
    n: counts.flat().reduce((sum, one) => sum + one, 0),
  }
}
