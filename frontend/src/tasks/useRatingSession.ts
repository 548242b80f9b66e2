import { useCallback, useEffect, useReducer, useRef, useState } from 'react'

import { nextTask, readAssignment, reopenAssignment, skipAssignment } from '../api/endpoints'
import type { Answer, Task } from '../api/types'
import type { TraceJournal } from '../schemes/traceJournal'
import { errorText } from '../app/States'
import { m } from '../i18n'
import { shownAnswers } from '../schemes/rules/conditions'
import { answerReducer, startAnswers } from './answerState'
import { blockIn } from './screens/blocks'
import type { Block } from './screens/blocks'
import { beginningOf } from './fitting'
import { tells } from './screens/lesson'
import type { Lesson } from './screens/lesson'
import { createStopwatch } from './stopwatch'
import { useDraftSaving } from './sending/useDraftSaving'
import type { SavedStatus } from './sending/useDraftSaving'
import { useOutbox } from './sending/useOutbox'
import { useRaterStore } from './sending/useRaterStore'
import { uuid } from './sending/uuid'

export type Phase = 'loading' | 'rating' | 'sending' | 'told' | 'blocked' | 'done' | 'failed'

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
  /** What stands between the rater and the next item, in the phase `blocked`. */
  block: Block | null
  /** What is told about the answer just given, in the phase `told`. */
  lesson: Lesson | null
  notice: Notice | null
  answers: Record<string, Answer>
  canUndoEdit: boolean
  canRedoEdit: boolean
  lastSubmitted: number | null
  saved: SavedStatus
  waiting: number
  offline: boolean
  /** Whether this computer keeps answers through a reload. */
  keeps: boolean
  journal: TraceJournal
  answer: (question: string, answer: Answer | null, going?: boolean) => void
  undoEdit: () => void
  redoEdit: () => void
  submit: () => Promise<void>
  /** Resolves to whether the item was skipped. */
  skip: (reason: string) => Promise<boolean>
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
  const [block, setBlock] = useState<Block | null>(null)
  const [lesson, setLesson] = useState<Lesson | null>(null)
  const [notice, setNotice] = useState<Notice | null>(null)
  const [lastSubmitted, setLastSubmitted] = useState<number | null>(null)
  const [state, dispatch] = useReducer(answerReducer, startAnswers({}, 0))
  const store = useRaterStore(user)
  const [clock] = useState(() => createStopwatch())
  const [keeps, setKeeps] = useState(true)
  const outbox = useOutbox(store, setKeeps)
  const plays = useRef<{ before: number; read: () => number }>({ before: 0, read: () => 0 })
  const busy = useRef(false)

  const loading = useRef<(from: () => Promise<Task | null>) => Promise<void>>(() =>
    Promise.resolve(),
  )
  const saving = useDraftSaving({
    assignment: phase === 'rating' ? (task?.assignment_id ?? null) : null,
    state,
    store,
    measure: () => ({
      elapsed_ms: clock.elapsed(),
      plays: plays.current.before + plays.current.read(),
      scheme_version: task?.scheme.version,
    }),
    onKept: setKeeps,
    onConflict: (draft) => {
      dispatch({ type: 'adopt', answers: draft.answers, seq: draft.seq })
      setNotice({ tone: 'info', text: m.rating.conflict })
    },
    onLost: () => {
      setNotice({ tone: 'problem', text: m.rating.lost, way: 'next' })
    },
    onSignedOut: () => {
      setNotice({ tone: 'problem', text: m.rating.signedOut, way: 'signIn' })
    },
    onMoved: (id) => {
      void loading.current(() => readAssignment(id))
    },
  })
  const { markSaved, stop, resume } = saving

  const show = useCallback(
    async (next: Task) => {
      const draft = await store.draft(next.assignment_id, next.draft)
      const beginning = beginningOf(next, draft)
      markSaved(next.draft?.seq ?? 0)
      dispatch({ type: 'adopt', answers: beginning.answers, seq: beginning.seq })
      if (beginning.moved) {
        setNotice({ tone: 'info', text: m.rating.questionsChanged(beginning.lost) })
      }
      clock.reset(draft?.elapsed_ms ?? 0)
      plays.current = { before: draft?.plays ?? 0, read: () => 0 }
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
        if (next) await show(next)
        else {
          setTask(null)
          setPhase('done')
        }
      } catch (reason) {
        const found = blockIn(reason)
        setBlock(found)
        setError(reason)
        setPhase(found ? 'blocked' : 'failed')
      }
    },
    [show],
  )

  useEffect(() => {
    loading.current = load
  }, [load])

  const next = useCallback(async () => {
    setNotice(null)
    setLesson(null)
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
      if (refused?.kind === 'refused' && !refused.moved) {
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
    const measured = {
      elapsed_ms: clock.elapsed(),
      plays: plays.current.before + plays.current.read(),
      scheme_version: task.scheme.version,
    }
    const delivery = await outbox.submit({
      client_key: uuid(),
      assignment_id: id,
      queued_at: Date.now(),
      answers: shownAnswers(task.scheme.questions, state.answers),
      ...measured,
      draft: { answers: state.answers, seq: state.seq, ...measured },
    })
    busy.current = false
    if (delivery.kind === 'confirmed') {
      setLastSubmitted(id)
      const told = tells(task, state.answers, delivery.receipt)
      const following = delivery.receipt.next
      if (told) {
        setLesson(told)
        setPhase('told')
      } else if (following) await load(() => Promise.resolve(following))
      // Without one, asking for it says what stands in the way.
      else await next()
    } else if (delivery.kind === 'refused' && delivery.moved) {
      await load(() => readAssignment(id))
    } else {
      setPhase('rating')
      if (delivery.kind === 'refused') {
        setNotice({ tone: 'problem', text: m.rating.refused(delivery.message), way: 'next' })
      }
    }
  }

  const skip = async (reason: string) => {
    if (!task || busy.current) return false
    busy.current = true
    saving.flush()
    stop()
    try {
      await skipAssignment(task.assignment_id, reason)
      await store.dropDraft(task.assignment_id)
      await next()
      return true
    } catch (failure) {
      setNotice({ tone: 'problem', text: errorText(failure) })
      resume()
      return false
    } finally {
      busy.current = false
    }
  }

  const undoSubmit = async () => {
    if (lastSubmitted === null || busy.current) return
    busy.current = true
    try {
      await show(await reopenAssignment(lastSubmitted))
      setNotice({ tone: 'info', text: m.rating.reopened })
    } catch (failure) {
      setNotice({ tone: 'problem', text: errorText(failure) })
    } finally {
      busy.current = false
    }
  }

  const answer = useCallback((question: string, given: Answer | null, going = false) => {
    dispatch({ type: 'answer', question, answer: given, going })
  }, [])

  const { seq } = state
  const assignment = task?.assignment_id
  const journal = useCallback<TraceJournal>(
    (question, part) => {
      // After its submission nothing of an item may be kept as a draft.
      if (assignment === undefined || phase !== 'rating') return
      void store.saveTracePart(assignment, seq, question, part).then(setKeeps)
    },
    [store, assignment, phase, seq],
  )

  return {
    phase,
    task,
    error,
    block,
    lesson,
    notice: outbox.signedOut
      ? { tone: 'problem', text: m.rating.signedOut, way: 'signIn' }
      : outbox.offline
        ? { tone: 'problem', text: m.rating.waiting }
        : notice,
    answers: state.answers,
    canUndoEdit: state.past.length > 0,
    canRedoEdit: state.future.length > 0,
    lastSubmitted,
    saved: saving.status,
    waiting: outbox.waiting,
    offline: outbox.offline,
    keeps,
    journal,
    answer,
    undoEdit: () => {
      dispatch({ type: 'undo' })
    },
    redoEdit: () => {
      dispatch({ type: 'redo' })
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
