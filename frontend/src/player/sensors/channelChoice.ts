/** Which channels a person looks at: kept in this browser by name, so that the next item has them. */
import { useCallback, useState } from 'react'

const KEY = 'emotate:channels'
/** Without a choice, as many are shown as a laptop has room for. */
const SHOWN_AT_FIRST = 6

type Choices = Readonly<Record<string, boolean>>

function read(): Choices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return kept && typeof kept === 'object' ? (kept as Choices) : {}
  } catch {
    return {}
  }
}

export function useChannelChoice(): {
  isShown: (name: string, place: number) => boolean
  toggle: (name: string, place: number) => void
} {
  const [choices, setChoices] = useState(read)
  const isShown = useCallback(
    (name: string, place: number) => choices[name] ?? place < SHOWN_AT_FIRST,
    [choices],
  )
  const toggle = (name: string, place: number) => {
    const next = { ...choices, [name]: !isShown(name, place) }
    setChoices(next)
    localStorage.setItem(KEY, JSON.stringify(next))
  }
  return { isShown, toggle }
}
