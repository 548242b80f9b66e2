/**
 * Labels that a rater used last, for questions whose scheme puts these first (`order: "recent"`). Kept
 * in this browser, per project and question; a label keeps its letter wherever it stands.
 */
import type { Answers, Question } from '../api/types'
import { isRecord } from './rules/common'

/** Enough to save a search, few enough to be read at a glance. */
export const MOST_RECENT = 6

const keyOf = (slug: string, question: string) => `emotate:recent:${slug}:${question}`

export function recentLabels(slug: string, question: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(slug, question)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((label) => typeof label === 'string') : []
  } catch {
    return []
  }
}

/** Labels that an answer uses: those chosen, or those with a strength above none. */
export function usedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((label) => typeof label === 'string')
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([label, strength]) =>
    typeof strength === 'number' && strength > 0 ? [label] : [],
  )
}

/** Notes what a submitted answer used, the newest first. */
export function noteRecent(slug: string, questions: readonly Question[], answers: Answers): void {
  for (const question of questions) {
    if (!('order' in question) || question.order !== 'recent') continue
    const used = usedIn(answers[question.id]?.value)
    const before = recentLabels(slug, question.id).filter((label) => !used.includes(label))
    const kept = [...used, ...before].slice(0, MOST_RECENT)
    try {
      localStorage.setItem(keyOf(slug, question.id), JSON.stringify(kept))
    } catch {
      return // A convenience: no answer depends on it.
    }
  }
}
