/**
 * Places in texts are Unicode code points, as the server counts them. JavaScript counts UTF-16
 * units, of which an emoji has two.
 */

export function codePointLength(text: string): number {
  let length = 0
  for (const _point of text) length += 1
  return length
}

/** The text from one code point to another, the end not included. */
export function sliceCodePoints(text: string, start: number, end?: number): string {
  return Array.from(text).slice(start, end).join('')
}

/** The code point at a UTF-16 offset, such as a selection of the browser gives. */
export function toCodePoint(text: string, utf16: number): number {
  return codePointLength(text.slice(0, utf16))
}

export interface WordPlace {
  start: number
  end: number
}

/** Where the words of a text are: runs without spaces, in code points. */
export function wordPlaces(text: string): WordPlace[] {
  const places: WordPlace[] = []
  let start: number | null = null
  const points = Array.from(text)
  points.forEach((point, index) => {
    const space = /^\s$/u.test(point)
    if (!space) start ??= index
    else if (start !== null) {
      places.push({ start, end: index })
      start = null
    }
  })
  if (start !== null) places.push({ start, end: points.length })
  return places
}

/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * Words as they can be marked: between spaces, or as the browser finds them in scripts that write
 * none.
 */
export function markableWords(text: string): WordPlace[] {
  if (!UNSPACED.test(text)) return wordPlaces(text)
  const places: WordPlace[] = []
  let start = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    const end = start + codePointLength(segment)
    if (segment.trim()) places.push({ start, end })
    start = end
  }
  return places
}
