import { useEffect, useState } from 'react'

const LOOK_EVERY = 15_000
/** Items skipped as distressing before a break is offered. */
const HARD_ITEMS = 3
/** The reason of a skip, as it is stored. */
export const DISTRESSING = 'too distressing'

export interface BreakState {
  /** Why a break is offered now; null: it is not. */
  due: 'time' | 'hard' | null
  /** The offer was answered, whichever way. */
  settle: () => void
  /** Hears of each item that was skipped. */
  skipped: (reason: string) => void
}

/**
 * Offers a break after so many minutes of rating, and again as long after each answer to the offer;
 * and after three items that were skipped as distressing. `minutes` null: the project offers none by time.
 */
export function useBreak(working: boolean, minutes: number | null): BreakState {
  const [long, setLong] = useState(false)
  const [hard, setHard] = useState(0)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!working || minutes === null) return
    const since = Date.now()
    const timer = setInterval(() => {
      if (Date.now() - since >= minutes * 60_000) setLong(true)
    }, LOOK_EVERY)
    return () => {
      clearInterval(timer)
    }
  }, [working, minutes, round])
  return {
    due: hard >= HARD_ITEMS ? 'hard' : long ? 'time' : null,
    settle: () => {
      setLong(false)
      setHard(0)
      setRound((now) => now + 1)
    },
    skipped: (reason) => {
      if (reason === DISTRESSING) setHard((now) => now + 1)
    },
  }
}
