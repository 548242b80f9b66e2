import type { Label } from '../../api/types'

/** Letters that the player and the page keep for themselves. */
export const RESERVED_LETTERS = 'bglxz'

/**
 * The keyboard letter of each label. Letters of the scheme are kept; a label without one takes the
 * first free letter of its own words, then of the alphabet. A label may stay without a letter.
 */
export function labelKeys(labels: readonly Label[]): Map<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set<string>(RESERVED_LETTERS)
  for (const { id, key } of labels) {
    const letter = key?.toLowerCase()
    if (!letter || taken.has(letter)) continue
    keys.set(id, letter)
    taken.add(letter)
  }
  for (const { id, text } of labels) {
    if (keys.has(id)) continue
    const own = (text.toLowerCase() + id.toLowerCase()).match(/[a-z]/g) ?? []
    const letter = [...own, ...'acdefhijkmnopqrstuvwy'].find((candidate) => !taken.has(candidate))
    if (!letter) continue
    keys.set(id, letter)
    taken.add(letter)
  }
  return keys
}
