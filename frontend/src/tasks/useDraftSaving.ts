import { useCallback, useEffect, useRef, useState } from 'react'

import { saveDraft } from '../api/endpoints'
import { ApiError } from '../api/http'
import type { StoredDraft } from '../api/types'
import type { AnswerState } from './answerState'
import type { DraftStore, LocalDraft } from './draftStore'
import { parseDraft } from './draftStore'
import { waitBefore } from './outbox'

export type SavedStatus = 'clean' | 'dirty' | 'saving' | 'saved' | 'offline'

const DEBOUNCE = 600

interface DraftSaving {
  assignment: number | null
  state: AnswerState
  store: DraftStore
  /** What goes with the draft on this computer beside the answers. */
  measure: () => Pick<LocalDraft, 'elapsed_ms' | 'plays'>
  /** The newer draft of another window or computer. */
  onConflict: (draft: Pick<StoredDraft, 'answers' | 'seq'>) => void
  /** The server no longer lets this rater hold the item. */
  onLost: () => void
}

/** A conflict about seq answers with the draft that is kept; one about the lease does not. */
function storedDraftOf(error: ApiError): StoredDraft | null {
  const candidate = error.extra as Partial<StoredDraft>
  return candidate.answers && typeof candidate.seq === 'number' ? (candidate as StoredDraft) : null
}

/** Saves every edit on this computer at once and on the server a moment later. Never blocks. */
export function useDraftSaving(options: DraftSaving): {
  status: SavedStatus
  /** Call when the rating itself is on its way: no draft may follow it. */
  stop: () => void
  /** The seq up to which nothing needs saving. */
  markSaved: (seq: number) => void
} {
  const [status, setStatus] = useState<SavedStatus>('clean')
  const latest = useRef(options)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const savedSeq = useRef(0)
  const [failures, setFailures] = useState(0)
  const { assignment, state } = options

  useEffect(() => {
    latest.current = options
  })

  const stop = useCallback(() => {
    clearTimeout(timer.current)
  }, [])

  const markSaved = useCallback((seq: number) => {
    savedSeq.current = seq
    setFailures(0)
    setStatus('clean')
  }, [])

  const save = useCallback(async (id: number): Promise<void> => {
    const { answers, seq } = latest.current.state
    setStatus('saving')
    try {
      await saveDraft(id, answers, seq)
      if (latest.current.assignment !== id) return
      savedSeq.current = seq
      setFailures(0)
      setStatus(latest.current.state.seq === seq ? 'saved' : 'dirty')
    } catch (error) {
      if (latest.current.assignment !== id) return
      const status = error instanceof ApiError ? error.status : 0
      const stored = error instanceof ApiError ? storedDraftOf(error) : null
      if (status === 409 && stored) {
        savedSeq.current = stored.seq
        latest.current.onConflict(stored)
        setStatus('saved')
      } else if (status === 404 || status === 409 || status === 410) {
        latest.current.onLost()
        setStatus('offline')
      } else {
        setStatus('offline')
        setFailures((count) => count + 1)
      }
    }
  }, [])

  useEffect(() => {
    if (assignment === null || state.seq <= savedSeq.current) return
    const { store, measure } = latest.current
    store.write(assignment, { answers: state.answers, seq: state.seq, ...measure() })
    setStatus((now) => (now === 'offline' ? now : 'dirty'))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(assignment), DEBOUNCE)
  }, [assignment, state, save])

  useEffect(() => {
    if (assignment === null || failures === 0) return
    timer.current = setTimeout(() => void save(assignment), waitBefore(failures - 1))
  }, [assignment, failures, save])

  useEffect(() => {
    const retry = () => {
      const { assignment: id, state: now } = latest.current
      if (id !== null && now.seq > savedSeq.current) void save(id)
    }
    const onStorage = (event: StorageEvent) => {
      const { assignment: id, state: now, store, onConflict } = latest.current
      if (id === null || event.key !== store.keyOf(id)) return
      const other = parseDraft(event.newValue)
      if (!other || other.seq <= now.seq) return
      savedSeq.current = other.seq
      onConflict(other)
    }
    window.addEventListener('online', retry)
    window.addEventListener('storage', onStorage)
    return () => {
      clearTimeout(timer.current)
      window.removeEventListener('online', retry)
      window.removeEventListener('storage', onStorage)
    }
  }, [save])

  return { status, stop, markSaved }
}
