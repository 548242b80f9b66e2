import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useReducer, useRef, useState } from 'react'
import type { Blocker } from 'react-router'

import { addDecision, decisions } from '../../api/decisions'
import type { Answer, Answers, Beside, Task } from '../../api/types'
import { useLeaving } from '../../app/Leaving'
import { m } from '../../i18n'
import type { Problem } from '../../schemes/rules'
import { shownAnswers } from '../../schemes/rules/conditions'
import { answerReducer, startAnswers } from '../../tasks/answerState'
import { useAnswering } from '../../tasks/useAnswering'
import type { Answering } from '../../tasks/useAnswering'
import { problemsOf, taskOf } from './beside'

export interface Deciding {
  task: Task
  answers: Answers
  answering: Answering
  problems: Record<string, Problem>
  note: string
  error: unknown
  saving: boolean
  /** Nothing is decided yet: there is nothing to save. */
  empty: boolean
  canUndo: boolean
  canRedo: boolean
  /** Asks before what is decided, and not saved, is left. */
  leaving: Blocker
  undo: () => void
  redo: () => void
  setNote: (note: string) => void
  take: (question: string, answer: Answer) => void
  save: () => void
}

/** The decision in progress on one item. `onSaved` hears when it is stored. */
export function useDeciding(slug: string, beside: Beside, onSaved: () => void): Deciding {
  const client = useQueryClient()
  const task = useMemo(() => taskOf(beside), [beside])
  const [state, dispatch] = useReducer(answerReducer, startAnswers({}, 0))
  const [note, setNote] = useState('')
  const [problems, setProblems] = useState<Record<string, Problem>>({})
  const answer = useCallback((question: string, given: Answer | null, going?: boolean) => {
    setProblems(({ [question]: _solved, ...others }) => others)
    dispatch({ type: 'answer', question, answer: given, ...(going ? { going } : {}) })
  }, [])
  const answering = useAnswering({ task, answers: state.answers, answer })
  const decided = shownAnswers(beside.scheme.questions, state.answers)
  const saved = useRef(false)
  const save = useMutation({
    mutationFn: () => addDecision(slug, beside.id, decided, note.trim()),
    onSuccess: async (now) => {
      saved.current = true
      client.setQueryData(decisions.beside(slug, beside.id).queryKey, now)
      notifications.show({ message: m.studio.adjudication.saved(beside.item) })
      onSaved()
      await client.invalidateQueries({ queryKey: ['project', slug, 'queue'] })
    },
  })
  const empty = Object.keys(decided).length === 0
  const leaving = useLeaving(!empty || note.trim() !== '', saved)
  return {
    task,
    answers: state.answers,
    answering,
    problems,
    note,
    error: save.error,
    saving: save.isPending,
    empty,
    leaving,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    undo: () => {
      dispatch({ type: 'undo' })
    },
    redo: () => {
      dispatch({ type: 'redo' })
    },
    setNote,
    take: answer,
    save: () => {
      if (empty || save.isPending) return
      const found = problemsOf(beside.scheme.questions, decided)
      setProblems(found)
      if (Object.keys(found).length === 0) save.mutate()
    },
  }
}
