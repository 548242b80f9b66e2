/** Words that have times: where they stand in a text, and which of them is said now. */
import type { SpokenWord } from '../api/types'

/** A piece of a text; `word`: the place in the list of the word that it is. */
export interface Piece {
  text: string
  word: number | null
}

/** How many characters may stand between two words: more were other words. */
const FARTHEST = 30

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Where each word begins and ends in a text, in order and without regard to case; else null. */
export function placesOf(text: string, words: readonly SpokenWord[]): ([number, number] | null)[] {
  let at = 0
  return words.map((word) => {
    const pattern = word.text.trim().split(/\s+/).map(escaped).join('\\s+')
    const search = new RegExp(pattern, 'giu')
    search.lastIndex = at
    const found = pattern === '' ? null : search.exec(text)
    if (!found || found.index - at > FARTHEST) return null
    at = found.index + found[0].length
    return [found.index, at]
  })
}

/** A text cut into its words and what stands between them; together they are the text. */
export function piecesOf(text: string, words: readonly SpokenWord[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  placesOf(text, words).forEach((place, word) => {
    if (!place) return
    const [begin, end] = place
    if (begin > at) pieces.push({ text: text.slice(at, begin), word: null })
    pieces.push({ text: text.slice(begin, end), word })
    at = end
  })
  if (at < text.length) pieces.push({ text: text.slice(at), word: null })
  return pieces
}

/** The word that is said at a moment; -1 between words. Words are in the order of time. */
export function wordAt(words: readonly SpokenWord[], time: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.start_seconds ?? Infinity) <= time) low = middle + 1
    else high = middle
  }
  const found = words[low - 1]
  return found && time < found.end_seconds ? low - 1 : -1
}
