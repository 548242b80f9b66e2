/** Large sets of labels: found by typing, grouped by valence. Pure. */
import type { ShownLabel } from './labels'

/** From this many labels on, typing finds one faster than reading. */
export const LARGE_SET = 16

/** Beyond this from the middle a label counts as negative or positive. */
const NEUTRAL = 0.15

export type ValenceGroup = 'negative' | 'neutral' | 'positive'
export type GroupName = ValenceGroup | 'recent'

export interface LabelGroup {
  /** Null where the labels are not grouped. */
  name: GroupName | null
  labels: readonly ShownLabel[]
}

function groupOf({ valence }: ShownLabel): ValenceGroup {
  if ((valence ?? 0) < -NEUTRAL) return 'negative'
  return (valence ?? 0) > NEUTRAL ? 'positive' : 'neutral'
}

/**
 * Groups in which a large set is read. A set whose order was drawn keeps that order, and so does one
 * of which only some labels have a valence.
 */
export function groupLabels(
  labels: readonly ShownLabel[],
  drawn: boolean,
  recent: readonly string[] = [],
): LabelGroup[] {
  const first = drawn ? [] : recent.flatMap((id) => labels.find((label) => label.id === id) ?? [])
  if (first.length > 0) {
    const others = labels.filter((label) => !first.includes(label))
    return [{ name: 'recent', labels: first }, ...byValence(others, labels.length)]
  }
  return drawn ? [{ name: null, labels }] : byValence(labels, labels.length)
}

function byValence(labels: readonly ShownLabel[], size: number): LabelGroup[] {
  const placed = labels.filter((label) => label.valence != null).length
  if (size < LARGE_SET || placed < labels.length * 0.8) {
    return [{ name: null, labels }]
  }
  return (['negative', 'neutral', 'positive'] as const)
    .map((name) => ({ name, labels: labels.filter((label) => groupOf(label) === name) }))
    .filter((group) => group.labels.length > 0)
}

/** A text without case and accents, for finding. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()
}

/** Letters of the longest word among the labels: what must fit into a column. */
export function longestWord(labels: readonly { text: string }[]): number {
  return Math.max(0, ...labels.flatMap(({ text }) => text.split(/[\s/-]+/).map((w) => w.length)))
}

/** Labels with these letters: those that begin with them first, then those that have them inside. */
export function findLabels<Found extends { id: string; text: string }>(
  labels: readonly Found[],
  typed: string,
): Found[] {
  const sought = plain(typed.trim())
  if (!sought) return [...labels]
  const begins: Found[] = []
  const inside: Found[] = []
  for (const label of labels) {
    const text = plain(label.text)
    if (text.startsWith(sought)) begins.push(label)
    else if (text.includes(sought)) inside.push(label)
  }
  return [...begins, ...inside]
}
