import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'

import { nextTask, reopenAssignment, skipAssignment } from '../api/endpoints'
import type { Answer, Task } from '../api/types'
import { m } from '../i18n'
import { answerReducer, startAnswers } from './answerState'
import { createDraftStore, newerDraft } from './draftStore'
import { createStopwatch } from './stopwatch'
import { useDraftSaving } from './useDraftSaving'
import type { SavedStatus } from './useDraftSaving'
import { useOutbox } from './useOutbox'
import { uuid } from './uuid'

export type Phase = 'loading' | 'rating' | 'sending' | 'done' | 'failed'

export interface Notice {
  tone: 'info' | 'problem'
  text: string
  /** The way out that the notice offers. */
  way?: 'next' | 'signIn'
}

export interface RatingSession {
  phase: Phase
  task: Task | null
  error: unknown
  notice: Notice | null
  answers: Record<string, Answer>
  canUndoEdit: boolean
  lastSubmitted: number | null
  saved: SavedStatus
  waiting: number
  offline: boolean
  answer: (question: string, answer: Answer | null) => void
  undoEdit: () => void
  submit: () => Promise<void>
  skip: (reason: string) => Promise<void>
  undoSubmit: () => Promise<void>
  next: () => Promise<void>
  dismiss: () => void
  setClock: (running: boolean) => void
  setPlaysReader: (read: () => number) => void
}

/** One rater at work in one project: which item, which answers, and where they are on their way. */
export function useRatingSession(
  slug: string,
  user: number,
  openFirst: number | null,
): RatingSession {
  const [phase, setPhase] = useState<Phase>('loading')
  const [task, setTask] = useState<Task | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [notice, setNotice] = useState<Notice | null>(null)
  const [lastSubmitted, setLastSubmitted] = useState<number | null>(null)
  const [state, dispatch] = useReducer(answerReducer, startAnswers({}, 0))
  const store = useMemo(() => createDraftStore(localStorage, user), [user])
  const [clock] = useState(() => createStopwatch())
  const outbox = useOutbox(user)
  const plays = useRef<{ before: number; read: () => number }>({ before: 0, read: () => 0 })
  const busy = useRef(false)

  const saving = useDraftSaving({
    assignment: phase === 'rating' ? (task?.assignment_id ?? null) : null,
    state,
    store,
    measure: () => ({
      elapsed_ms: clock.elapsed(),
      plays: plays.current.before + plays.current.read(),
    }),
    onConflict: (draft) => {
      dispatch({ type: 'adopt', answers: draft.answers, seq: draft.seq })
      setNotice({ tone: 'info', text: m.rating.conflict })
    },
    onLost: () => {
      setNotice({ tone: 'problem', text: m.rating.lost, way: 'next' })
    },
  })
  const { markSaved, stop } = saving

  const show = useCallback(
    (next: Task) => {
      const local = store.read(next.assignment_id)
      const draft = newerDraft(local, next.draft)
      markSaved(next.draft?.seq ?? 0)
      dispatch({ type: 'adopt', answers: draft.answers, seq: draft.seq })
      clock.reset(local?.elapsed_ms ?? 0)
      plays.current = { before: local?.plays ?? 0, read: () => 0 }
      setTask(next)
      setLastSubmitted(next.previous_assignment_id)
      setPhase('rating')
    },
    [store, markSaved, clock],
  )

  /** Loads by `load`; whatever goes wrong ends on a page with a way out. */
  const load = useCallback(
    async (from: () => Promise<Task | null>) => {
      try {
        const next = await from()
        if (next) show(next)
        else {
          setTask(null)
          setPhase('done')
        }
      } catch (reason) {
        setError(reason)
        setPhase('failed')
      }
    },
    [show],
  )

  const next = useCallback(async () => {
    setNotice(null)
    await load(() => nextTask(slug))
  }, [load, slug])

  const { flush } = outbox
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    void (async () => {
      const refused = await flush()
      if (openFirst === null) await next()
      else await load(() => reopenAssignment(openFirst))
      if (refused?.kind === 'refused') {
        setNotice({ tone: 'problem', text: m.rating.refused(refused.message) })
      }
    })()
  }, [flush, next, load, openFirst])

  const submit = async () => {
    if (!task || busy.current) return
    busy.current = true
    stop()
    setNotice(null)
    setPhase('sending')
    const id = task.assignment_id
    const delivery = await outbox.submit({
      client_key: uuid(),
      assignment_id: id,
      queued_at: Date.now(),
      answers: state.answers,
      elapsed_ms: clock.elapsed(),
      plays: plays.current.before + plays.current.read(),
    })
    busy.current = false
    if (delivery.kind === 'confirmed') {
      setLastSubmitted(id)
      await next()
    } else {
      setPhase('rating')
      if (delivery.kind === 'refused') {
        setNotice({ tone: 'problem', text: m.rating.refused(delivery.message), way: 'next' })
      }
    }
  }

  const skip = async (reason: string) => {
    if (!task || busy.current) return
    busy.current = true
    stop()
    try {
      await skipAssignment(task.assignment_id, reason)
      store.drop(task.assignment_id)
      await next()
    } catch (failure) {
      setNotice({ tone: 'problem', text: failure instanceof Error ? failure.message : '' })
    } finally {
      busy.current = false
    }
  }

  const undoSubmit = async () => {
    if (lastSubmitted === null || busy.current) return
    busy.current = true
    stop()
    try {
      show(await reopenAssignment(lastSubmitted))
      setNotice({ tone: 'info', text: m.rating.reopened })
    } catch (failure) {
      setNotice({ tone: 'problem', text: failure instanceof Error ? failure.message : '' })
    } finally {
      busy.current = false
    }
  }

  return {
    phase,
    task,
    error,
    notice: outbox.signedOut
      ? { tone: 'problem', text: m.rating.signedOut, way: 'signIn' }
      : outbox.offline
        ? { tone: 'problem', text: m.rating.waiting }
        : notice,
    answers: state.answers,
    canUndoEdit: state.past.length > 0,
    lastSubmitted,
    saved: saving.status,
    waiting: outbox.waiting,
    offline: outbox.offline,
    answer: (question, answer) => {
      dispatch({ type: 'answer', question, answer })
    },
    undoEdit: () => {
      dispatch({ type: 'undo' })
    },
    submit,
    skip,
    undoSubmit,
    next,
    dismiss: () => {
      setNotice(null)
    },
    setClock: (running) => {
      if (running) clock.start()
      else clock.stop()
    },
    setPlaysReader: (read) => {
      plays.current.read = read
    },
  }
}
