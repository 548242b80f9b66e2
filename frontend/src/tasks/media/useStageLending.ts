import { useCallback, useMemo, useRef, useState } from 'react'

import type { Question } from '../../api/types'
import type { Stage, StageHandle } from '../../schemes/stage'

/** Kinds that draw on the stage. */
export const ON_STAGE: ReadonlySet<string> = new Set(['trace', 'timeline', 'regions'])
/** Kinds that mark the words of the item. */
const READERS: ReadonlySet<string> = new Set(['spans'])

export interface StageLending {
  stage: Stage
  /** Refs for the elements of the media pane. */
  onSide: (element: HTMLElement | null) => void
  onBelow: (element: HTMLElement | null) => void
  onOverlay: (element: HTMLElement | null) => void
  onArea: (element: HTMLElement | null) => void
  onWords: (element: HTMLElement | null) => void
  /** Lets a key of a question reach what it draws on the stage. */
  command: (question: string, command: string, key: string) => void
}

/** Of the questions of these kinds the marked one; where none of them is, the one before it. */
function useLent(
  kinds: ReadonlySet<string>,
  questions: readonly Question[],
  marked: string | null,
): string | null {
  const wanting = useMemo(
    () => questions.filter(({ kind }) => kinds.has(kind)).map(({ id }) => id),
    [kinds, questions],
  )
  const [last, setLast] = useState<string | null>(null)
  if (marked !== null && marked !== last && wanting.includes(marked)) setLast(marked)
  return (last !== null && wanting.includes(last) ? last : wanting[0]) ?? null
}

/** The marked question has the stage; where it needs none, the one before it keeps it. */
export function useStageLending(
  questions: readonly Question[],
  marked: string | null,
): StageLending {
  const owner = useLent(ON_STAGE, questions, marked)
  const reader = useLent(READERS, questions, marked)
  const [side, onSide] = useState<HTMLElement | null>(null)
  const [below, onBelow] = useState<HTMLElement | null>(null)
  const [overlay, onOverlay] = useState<HTMLElement | null>(null)
  const [area, onArea] = useState<HTMLElement | null>(null)
  const [words, onWords] = useState<HTMLElement | null>(null)
  const handles = useRef(new Map<string, StageHandle>())
  const connect = useCallback((question: string, handle: StageHandle) => {
    const known = handles.current
    known.set(question, handle)
    return () => {
      if (known.get(question) === handle) known.delete(question)
    }
  }, [])
  const command = useCallback((question: string, name: string, key: string) => {
    handles.current.get(question)?.(name, key)
  }, [])
  const stage = useMemo(
    () => ({ owner, side, below, overlay, area, reader, words, connect }),
    [owner, side, below, overlay, area, reader, words, connect],
  )
  return { stage, onSide, onBelow, onOverlay, onArea, onWords, command }
}
