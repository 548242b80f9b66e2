import { useCallback, useEffect, useRef, useState } from 'react'

import { saveDraft } from '../../api/endpoints'
import { ApiError } from '../../api/http'
import type { StoredDraft } from '../../api/types'
import type { AnswerState } from '../answerState'
import { LONG_PAUSE, createPace, isLong } from './draftPace'
import type { LocalDraft } from './draftStore'
import type { RaterStore } from '../kept/raterStore'
import { classifyFailure, waitBefore } from './outbox'

export type SavedStatus = 'clean' | 'dirty' | 'saving' | 'saved' | 'offline'

const DEBOUNCE = 600

interface DraftSaving {
  assignment: number | null
  state: AnswerState
  store: RaterStore
  /** What goes with the draft on this computer beside the answers. */
  measure: () => Pick<LocalDraft, 'elapsed_ms' | 'plays' | 'scheme_version'>
  /** Whether this computer keeps drafts through a reload. */
  onKept: (durable: boolean) => void
  /** The newer draft of another window or computer. */
  onConflict: (draft: Pick<StoredDraft, 'answers' | 'seq'>) => void
  /** The questions changed since the page got them: the item has to be loaded again. */
  onMoved: (assignment: number) => void
  /** The draft is kept on this computer, and needs somebody who is signed in. */
  onSignedOut: () => void
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
  /** Call when the rating stays after all: what is not saved yet goes to the server. */
  resume: () => void
  /** Keep on this computer now what would wait for a quiet moment. */
  flush: () => void
  /** The seq up to which nothing needs saving. */
  markSaved: (seq: number) => void
} {
  const [status, setStatus] = useState<SavedStatus>('clean')
  const latest = useRef(options)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const savedSeq = useRef(0)
  const sentSeq = useRef(0)
  const [pace] = useState(() => createPace())
  const [failures, setFailures] = useState(0)
  const { assignment, state } = options

  useEffect(() => {
    latest.current = options
  })

  const forget = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
  }, [])

  const stop = useCallback(() => {
    forget()
    pace.drop()
  }, [forget, pace])

  const markSaved = useCallback((seq: number) => {
    savedSeq.current = seq
    setFailures(0)
    setStatus('clean')
  }, [])

  const save = useCallback(
    async (id: number): Promise<void> => {
      const { answers, seq } = latest.current.state
      forget()
      sentSeq.current = seq
      // Of two on their way the older may arrive last, and be refused for it: the newer one tells.
      const isPast = () => latest.current.assignment !== id || sentSeq.current !== seq
      setStatus('saving')
      try {
        await saveDraft(id, answers, seq, latest.current.measure().scheme_version)
        if (isPast()) return
        savedSeq.current = seq
        setFailures(0)
        setStatus(latest.current.state.seq === seq ? 'saved' : 'dirty')
      } catch (error) {
        if (isPast()) return
        const status = error instanceof ApiError ? error.status : 0
        const stored = error instanceof ApiError ? storedDraftOf(error) : null
        if (status === 409 && stored) {
          savedSeq.current = stored.seq
          latest.current.onConflict(stored)
          setStatus('saved')
        } else if (error instanceof ApiError && status === 409 && 'scheme_version' in error.extra) {
          latest.current.onMoved(id)
        } else if (status === 404 || status === 409 || status === 410) {
          latest.current.onLost()
          setStatus('offline')
        } else {
          // Also when signed out: somebody may sign in again in another window.
          if (classifyFailure(error).kind === 'signedOut') latest.current.onSignedOut()
          setStatus('offline')
          setFailures((count) => count + 1)
        }
      }
    },
    [forget],
  )

  useEffect(() => {
    if (assignment === null || state.seq <= savedSeq.current) return
    const long = isLong(state.answers)
    const { store, measure, onKept } = latest.current
    const draft = { answers: state.answers, seq: state.seq, ...measure() }
    pace.ask(long, () => {
      void store.saveDraft(assignment, draft).then(onKept)
    })
    setStatus((now) => (now === 'offline' ? now : 'dirty'))
    forget()
    timer.current = setTimeout(() => void save(assignment), long ? LONG_PAUSE : DEBOUNCE)
  }, [assignment, state, save, pace, forget])

  useEffect(() => {
    if (assignment === null || failures === 0) return
    forget()
    timer.current = setTimeout(() => void save(assignment), waitBefore(failures - 1))
  }, [assignment, failures, save, forget])

  // Another item comes, or the page goes: what still waits is an answer to this one.
  useEffect(() => {
    if (assignment === null) return
    return () => {
      pace.flush()
      if (timer.current === undefined) return
      forget()
      const { state: left, measure } = latest.current
      const version = measure().scheme_version
      void saveDraft(assignment, left.answers, left.seq, version).catch(() => undefined)
    }
  }, [assignment, pace, forget])

  const resume = useCallback(() => {
    const { assignment: id, state: now } = latest.current
    if (id !== null && now.seq > savedSeq.current) void save(id)
  }, [save])

  useEffect(() => {
    const leave = () => {
      pace.flush()
    }
    window.addEventListener('online', resume)
    // Before the store's own last resort, which it listens for on the way up.
    window.addEventListener('pagehide', leave, { capture: true })
    return () => {
      window.removeEventListener('online', resume)
      window.removeEventListener('pagehide', leave, { capture: true })
    }
  }, [resume, pace])

  return { status, stop, resume, flush: pace.flush, markSaved }
}
