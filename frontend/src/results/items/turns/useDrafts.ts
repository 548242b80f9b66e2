import { useCallback, useMemo, useState } from 'react'

import type { RecordedTurn } from '../../../api/types'
import { draftsOf, edited, isSame } from './drafts'
import type { DraftTurn, TurnInterval } from './drafts'

const MOST_STEPS = 200

interface History {
  past: readonly DraftTurn[][]
  now: DraftTurn[]
  future: readonly DraftTurn[][]
}

export interface Drafts {
  drafts: DraftTurn[]
  originals: readonly DraftTurn[]
  changed: boolean
  canUndo: boolean
  canRedo: boolean
  /** The intervals of the timeline after an edit there. */
  accept: (intervals: readonly TurnInterval[]) => void
  change: (key: string, part: Partial<DraftTurn>) => void
  undo: () => void
  redo: () => void
  discard: () => void
}

const order = (a: DraftTurn, b: DraftTurn) => a.start - b.start || a.end - b.end

/** A copy of the turns that is edited, with every step of it. */
export function useDrafts(turns: readonly RecordedTurn[]): Drafts {
  const originals = useMemo(() => draftsOf(turns), [turns])
  const words = useMemo(() => turns.flatMap((turn) => turn.words), [turns])
  const [{ past, now, future }, setHistory] = useState<History>(() => ({
    past: [],
    now: draftsOf(turns),
    future: [],
  }))
  const [count, setCount] = useState(0)

  const put = useCallback((next: DraftTurn[]) => {
    setHistory((history) => ({
      past: [...history.past.slice(-MOST_STEPS), history.now],
      now: [...next].sort(order),
      future: [],
    }))
  }, [])
  const accept = (intervals: readonly TurnInterval[]) => {
    let made = count
    const newKey = () => {
      made += 1
      return `new-${String(made)}`
    }
    const next = edited(now, intervals, originals, newKey, words)
    setCount(made)
    put(next)
  }
  return {
    drafts: now,
    originals,
    changed:
      now.length !== originals.length ||
      now.some((draft, at) => !isSame(draft, originals[at] ?? { ...draft, start: -1 })),
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    accept,
    change: (key, part) => {
      put(now.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)))
    },
    undo: () => {
      setHistory((history) => {
        const last = history.past.at(-1)
        if (!last) return history
        const rest = history.past.slice(0, -1)
        return { past: rest, now: last, future: [history.now, ...history.future] }
      })
    },
    redo: () => {
      setHistory((history) => {
        const [next, ...rest] = history.future
        return next ? { past: [...history.past, history.now], now: next, future: rest } : history
      })
    },
    discard: () => {
      put(draftsOf(turns))
    },
  }
}
