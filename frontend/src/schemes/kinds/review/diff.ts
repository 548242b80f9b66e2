/** What was changed in a text, word by word, for showing it. Pure. */

export interface DiffPart {
  change: 'same' | 'added' | 'removed'
  text: string
}

/** Longest texts that are compared word by word; beyond it the whole is shown as changed. */
const MOST_WORDS = 600

function pieces(text: string): string[] {
  return text.match(/\s+|[^\s]+/gu) ?? []
}

/** Lengths of the longest common subsequences of the ends of two lists. */
function commonEnds(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [row, below] = [table[i], table[i + 1]]
      if (!row || !below) continue
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return table
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const whole: DiffPart[] = []
  for (const part of parts) {
    const last = whole.at(-1)
    if (last?.change === part.change) last.text += part.text
    else whole.push({ ...part })
  }
  return whole
}

/** The parts of both texts in reading order: what stayed, what went and what came. */
export function diffWords(before: string, after: string): DiffPart[] {
  const [a, b] = [pieces(before), pieces(after)]
  if (before === after) return before ? [{ change: 'same', text: before }] : []
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) {
    return [
      { change: 'removed', text: before },
      { change: 'added', text: after },
    ]
  }
  return joined(diffLists(a, b))
}

/** The entries of both lists in reading order. */
export function diffLists(a: readonly string[], b: readonly string[]): DiffPart[] {
  const table = commonEnds(a, b)
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      parts.push({ change: 'same', text: left })
      i += 1
      j += 1
    } else if (
      left !== undefined &&
      (right === undefined || (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      parts.push({ change: 'removed', text: left })
      i += 1
    } else {
      parts.push({ change: 'added', text: right ?? '' })
      j += 1
    }
  }
  return parts
}
