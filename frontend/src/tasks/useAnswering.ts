import { useCallback, useMemo, useRef, useState } from 'react'

import type { Answer, Question } from '../api/types'
import { m } from '../i18n'
import { findProblems } from '../schemes/rules'
import type { Problem } from '../schemes/rules'
import { problemText } from './QuestionCard'
import type { RatingSession } from './useRatingSession'
import { focusStop, stopsOf } from './stops'
import type { Stop } from './stops'

/** Digits further apart than this start a new number, milliseconds. */
const DIGIT_REST = 1500

const NO_QUESTIONS: Question[] = []

export interface Answering {
  stops: Stop[]
  stop: Stop | null
  picked: Record<string, string | null>
  problems: Record<string, Problem>
  announcement: string
  announce: (text: string) => void
  setAnswer: (question: string, answer: Answer | null) => void
  activate: (question: string, part: Stop['part']) => void
  pick: (question: string, label: string | null) => void
  typed: (digit: string) => string
  retype: (digits: string) => void
  moveStop: (direction: 1 | -1) => void
  moveOption: (direction: 1 | -1) => void
  /** True when nothing is missing; else the first problem is shown, named and focused. */
  checkComplete: () => boolean
  reset: () => void
}

function moveFocusWithin(stop: HTMLElement, direction: 1 | -1): void {
  const options = [...stop.querySelectorAll<HTMLElement>('[data-option]:not(:disabled)')]
  const at = options.indexOf(document.activeElement as HTMLElement)
  const next = at === -1 ? (direction === 1 ? 0 : options.length - 1) : at + direction
  options[Math.min(options.length - 1, Math.max(0, next))]?.focus()
}

/** Where the rater is among the questions, and what is still missing. */
export function useAnswering(session: RatingSession): Answering {
  const questions = session.task?.scheme.questions ?? NO_QUESTIONS
  const stops = useMemo(() => stopsOf(questions), [questions])
  const [at, setAt] = useState(0)
  const [picked, setPicked] = useState<Record<string, string | null>>({})
  const [problems, setProblems] = useState<Record<string, Problem>>({})
  const [announcement, announce] = useState('')
  const buffer = useRef({ text: '', at: 0 })
  const { answer } = session

  const retype = useCallback((digits: string) => {
    buffer.current = { text: digits, at: Date.now() }
  }, [])

  const setAnswer = useCallback(
    (question: string, value: Answer | null) => {
      answer(question, value)
      setProblems(({ [question]: _solved, ...others }) => others)
    },
    [answer],
  )

  const activate = useCallback(
    (question: string, part: Stop['part']) => {
      const next = stops.findIndex((stop) => stop.question.id === question && stop.part === part)
      setAt((now) => {
        if (now !== next) retype('')
        return next
      })
    },
    [stops, retype],
  )

  const pick = useCallback((question: string, label: string | null) => {
    setPicked((now) => ({ ...now, [question]: label }))
  }, [])

  const typed = (digit: string) => {
    const rested = Date.now() - buffer.current.at > DIGIT_REST
    const text = (rested ? '' : buffer.current.text) + digit
    retype(text)
    return text
  }

  const moveStop = (direction: 1 | -1) => {
    const next = stops[Math.min(stops.length - 1, Math.max(0, at + direction))]
    if (next) focusStop(next, true)
  }

  const moveOption = (direction: 1 | -1) => {
    const stop = stops[at]
    const part = stop?.part === 'confidence' ? '-confidence' : ''
    const element = stop && document.getElementById(`q-${stop.question.id}${part}`)
    if (element) moveFocusWithin(element, direction)
  }

  const checkComplete = () => {
    const found = findProblems(questions, session.answers)
    setProblems(Object.fromEntries(found.map(({ question, problem }) => [question.id, problem])))
    const first = found[0]
    if (!first) return true
    announce(m.problems.announce(first.question.text, problemText(first.problem)))
    focusStop({ question: first.question, part: 'value' }, true)
    return false
  }

  const reset = useCallback(() => {
    setAt(0)
    setPicked({})
    setProblems({})
    retype('')
  }, [retype])

  // Answers may also change from elsewhere: an undo, or another window.
  const still = useMemo(
    () =>
      Object.fromEntries(
        findProblems(questions, session.answers)
          .filter(({ question }) => question.id in problems)
          .map(({ question, problem }) => [question.id, problem]),
      ),
    [questions, session.answers, problems],
  )

  return {
    stops,
    stop: stops[at] ?? null,
    picked,
    problems: still,
    announcement,
    announce,
    setAnswer,
    activate,
    pick,
    typed,
    retype,
    moveStop,
    moveOption,
    checkComplete,
    reset,
  }
}
