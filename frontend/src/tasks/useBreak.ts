import { useEffect, useState } from 'react'

const BREAK_AFTER = 25 * 60 * 1000
const LOOK_EVERY = 15_000

/** Offers a break after 25 minutes of rating, and again 25 minutes after each answer to the offer. */
export function useBreak(working: boolean): { due: boolean; settle: () => void } {
  const [due, setDue] = useState(false)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!working) return
    const since = Date.now()
    const timer = setInterval(() => {
      if (Date.now() - since >= BREAK_AFTER) setDue(true)
    }, LOOK_EVERY)
    return () => {
      clearInterval(timer)
    }
  }, [working, round])
  return {
    due,
    settle: () => {
      setDue(false)
      setRound((now) => now + 1)
    },
  }
}
