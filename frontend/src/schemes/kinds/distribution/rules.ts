/** Shares of one whole. The page works in whole percent, the answer in shares from 0 to 1. */
import type { DistributionQuestion } from '../../../api/types'
import { SUM_TOLERANCE, asNumber, checkLabels, isRecord } from '../../rules/common'
import type { Problem } from '../../rules/common'

export type Shares = Readonly<Record<string, number>>

export function checkDistribution(
  question: DistributionQuestion,
  value: unknown,
  draft: boolean,
): Problem[] {
  if (!isRecord(value)) return [{ code: 'shape' }]
  const problems = checkLabels(Object.keys(value), question.labels)
  let total = 0
  for (const [label, share] of Object.entries(value)) {
    const number = asNumber(share)
    if (number === null || number < 0 || number > 1) problems.push({ code: 'range', detail: label })
    else total += number
  }
  if (!draft && problems.length === 0 && Math.abs(total - 1) > SUM_TOLERANCE) {
    problems.push({ code: 'sum', detail: Math.round(total * 1000) / 10 })
  }
  return problems
}

export function percentOf(share: number): number {
  return Math.round(share * 100)
}

export function sumPercent(shares: Shares): number {
  return percentOf(Object.values(shares).reduce((sum, share) => sum + share, 0))
}

/** A copy with one label at `percent`; null takes the label's weight away again. */
export function withPercent(shares: Shares, label: string, percent: number | null): Shares {
  const { [label]: _removed, ...others } = shares
  if (percent === null) return others
  return { ...others, [label]: Math.min(100, Math.max(0, Math.round(percent))) / 100 }
}

/**
 * Make the shares sum to 100 %.
 *
 * A label that was picked but has no weight yet takes what the others leave. Otherwise all are
 * scaled in proportion, in whole percent by largest remainder. With nothing to go by, nothing is
 * shared out: an even split is an answer that only the rater can give.
 */
export function balance(shares: Shares, picked: string | null): Shares {
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0)
  const rest = 100 - sumPercent(shares)
  if (picked !== null && shares[picked] === undefined && rest > 0) {
    return withPercent(shares, picked, rest)
  }
  if (total <= 0) return shares
  const exact = Object.entries(shares).map(([label, share]) => {
    const percent = (share / total) * 100
    return { label, floor: Math.floor(percent), remainder: percent - Math.floor(percent) }
  })
  let missing = 100 - exact.reduce((sum, entry) => sum + entry.floor, 0)
  const byRemainder = [...exact].sort((a, b) => b.remainder - a.remainder)
  for (const entry of byRemainder) {
    if (missing <= 0) break
    entry.floor += 1
    missing -= 1
  }
  return Object.fromEntries(exact.map((entry) => [entry.label, entry.floor / 100]))
}

/**
 * Digits typed one after another: "6" then "0" is 60; what would pass the maximum starts anew. A
 * last digit that is beyond it as well comes back as it is, and means nothing.
 */
export function numberFromDigits(typed: string, max: number): { typed: string; value: number } {
  const value = Number(typed)
  if (value <= max) return { typed, value }
  const last = typed.slice(-1)
  return { typed: last, value: Number(last) }
}
