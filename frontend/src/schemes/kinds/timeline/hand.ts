/** What is in the rater's hand on the timeline, as the page keeps it for a question (`picked`). */
export interface Hand {
  /** The selected interval; -1 for none. */
  at: number
  /** Whether an interval was begun and has no end yet. */
  open: boolean
}

const OPEN = 'open'

export function readHand(picked: string | null): Hand {
  const [first, second] = picked?.split(' ') ?? []
  const at = first === OPEN ? second : first
  return { at: at === undefined ? -1 : Number(at), open: first === OPEN }
}

export function handOf({ at, open }: Hand): string | null {
  if (at < 0) return open ? OPEN : null
  return open ? `${OPEN} ${String(at)}` : String(at)
}
