/** Answers of labels in words, for the summary of a kind and for its widget. */
import type {
  AnswerValue,
  DistributionQuestion,
  IntensityQuestion,
  MultiQuestion,
} from '../../api/types'
import { formatNumber, formatPercent } from '../../i18n'
import { numbersOf } from '../numbers'
import { intensityRange, levelText } from './intensity/rules'
import { chosenIn } from './multi/rules'
import { labelText, listText, pointText } from './texts'

export function multiInWords(question: MultiQuestion, value: AnswerValue): string {
  return listText((chosenIn(value) ?? []).map((id) => labelText(question.labels, id)))
}

/** The largest first, equal ones in the order of the scheme: the database keeps no order. */
function largestFirst(
  { labels }: IntensityQuestion | DistributionQuestion,
  value: AnswerValue,
): [string, number][] {
  const place = new Map(labels.map(({ id }, at) => [id, at]))
  const placeOf = (id: string) => place.get(id) ?? labels.length
  return Object.entries(numbersOf(value)).sort(
    ([a, much], [b, more]) => more - much || placeOf(a) - placeOf(b),
  )
}

export function intensityInWords(question: IntensityQuestion, value: AnswerValue): string {
  return listText(
    largestFirst(question, value).map(([label, number]) => {
      const text = labelText(question.labels, label)
      const level = levelText(question, number)
      return level === null ? `${text} ${pointText(number)}` : `${text}: ${level}`
    }),
  )
}

/** In little room: labels that are there, and how many were rated as not there at all. */
export function intensityInBrief(question: IntensityQuestion, value: AnswerValue): string {
  const { min } = intensityRange(question)
  const rated = Object.entries(numbersOf(value))
  const there = rated.filter(([, number]) => number > min)
  const absent = rated.length - there.length
  const lowest = question.levels?.[0] ?? pointText(min)
  return [
    ...(there.length > 0 ? [intensityInWords(question, Object.fromEntries(there))] : []),
    ...(absent > 0 ? [`${formatNumber(absent)} × ${lowest}`] : []),
  ].join(' · ')
}

export function distributionInWords(question: DistributionQuestion, value: AnswerValue): string {
  return listText(
    largestFirst(question, value).map(
      ([label, share]) => `${labelText(question.labels, label)} ${formatPercent(share)}`,
    ),
  )
}
