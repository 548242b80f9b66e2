/** Answers to one item as rows of a small plot. Pure; what is missing stays missing. */
import type { GivenToItem, Question } from '../../../api/types'
import { isRecord } from '../../../schemes/rules/common'
import { mean } from '../../plots/statistics'

const VOTED: ReadonlySet<string> = new Set(['choice', 'distribution', 'statement', 'pair'])

/** Whether each answer is one vote for labels. */
export const isVoted = (question: Question) => VOTED.has(question.kind)

export interface Vote {
  given: GivenToItem
  /** Shares of one vote by label; null where the answer is none. */
  shares: Record<string, number> | null
}

/** Each answer as one vote: whole for a label, in parts for shares. */
export function votesOf(answers: readonly GivenToItem[]): Vote[] {
  return answers.map((given) => {
    const { value } = given.answer
    if (typeof value === 'string') return { given, shares: { [value]: 1 } }
    if (!isRecord(value)) return { given, shares: null }
    const parts = Object.entries(value).filter(
      (part): part is [string, number] => typeof part[1] === 'number' && part[1] > 0,
    )
    return { given, shares: parts.length > 0 ? Object.fromEntries(parts) : null }
  })
}

/** The soft label: the mean of the votes. Null without any. */
export function softLabel(votes: readonly Vote[]): Record<string, number> | null {
  const there = votes.flatMap(({ shares }) => (shares ? [shares] : []))
  if (there.length === 0) return null
  const sum: Record<string, number> = {}
  for (const shares of there)
    for (const [label, share] of Object.entries(shares)) sum[label] = (sum[label] ?? 0) + share
  return Object.fromEntries(
    Object.entries(sum).map(([label, share]) => [label, share / there.length]),
  )
}

export interface NumberGiven {
  given: GivenToItem
  value: number
}

export function numbersOf(answers: readonly GivenToItem[]): NumberGiven[] {
  return answers.flatMap((given) =>
    typeof given.answer.value === 'number' ? [{ given, value: given.answer.value }] : [],
  )
}

export interface PointGiven {
  id: string
  x: number
  y: number
}

/** Points on the plane of a grid; answers that leave an axis out have none. */
export function pointsOf(
  axes: { x: { id: string }; y: { id: string } },
  answers: readonly GivenToItem[],
  nameOf: (given: GivenToItem) => string,
): PointGiven[] {
  const { x, y } = axes
  return answers.flatMap((given) => {
    const { value } = given.answer
    if (!isRecord(value)) return []
    const [left, up] = [value[x.id], value[y.id]]
    return typeof left === 'number' && typeof up === 'number'
      ? [{ id: nameOf(given), x: left, y: up }]
      : []
  })
}

export const meanOf = (numbers: readonly NumberGiven[]) => mean(numbers.map(({ value }) => value))

/** Above this probability an answer is marked as perhaps careless. */
export const LIKELY = 0.5

export const isCareless = ({ careless }: GivenToItem) => (careless ?? 0) > LIKELY
