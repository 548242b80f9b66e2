import { useCallback, useMemo, useRef, useState } from 'react'

import type { Answer, Answers, Question } from '../api/types'
import { m } from '../i18n'
import { kindOf } from '../schemes/kinds/registry'
import { findProblems } from '../schemes/rules'
import type { Problem } from '../schemes/rules'
import { shownQuestions } from '../schemes/rules/conditions'
import { problemText } from './QuestionCard'
import type { RatingSession } from './useRatingSession'
import { focusStop, placeId, stopId, stopsOf } from './keys/stops'
import type { Stop } from './keys/stops'

/** Digits further apart than this start a new number, milliseconds. */
const DIGIT_REST = 1500

const UNFINISHED: Problem = { code: 'unfinished' }

const NO_QUESTIONS: readonly Question[] = []

export interface Answering {
  /** The questions that the answers so far leave on the page. */
  questions: readonly Question[]
  stops: Stop[]
  stop: Stop | null
  picked: Record<string, string | null>
  problems: Record<string, Problem>
  announcement: string
  /** Says which questions came or went, without haste. */
  revealed: string
  announce: (text: string) => void
  setAnswer: (question: string, answer: Answer | null, going?: boolean) => void
  activate: (question: string, part: Stop['part']) => void
  pick: (question: string, label: string | null) => void
  typed: (digit: string) => string
  retype: (digits: string) => void
  moveStop: (direction: 1 | -1) => void
  moveOption: (direction: 1 | -1) => void
  /** True when nothing is missing; else the first problem is shown, named and focused. */
  checkComplete: () => boolean
}

function moveFocusWithin(stop: HTMLElement, direction: 1 | -1): void {
  const options = [...stop.querySelectorAll<HTMLElement>('[data-option]:not(:disabled)')]
  const at = options.indexOf(document.activeElement as HTMLElement)
  const next = at === -1 ? (direction === 1 ? 0 : options.length - 1) : at + direction
  options[Math.min(options.length - 1, Math.max(0, next))]?.focus()
}

/** The shown questions; the same list as long as it is the same questions. */
function useShown(questions: readonly Question[], answers: Answers): readonly Question[] {
  const now = shownQuestions(questions, answers)
  const [shown, setShown] = useState<readonly Question[]>(now)
  const same = now.length === shown.length && now.every((entry, index) => entry === shown[index])
  if (!same) setShown(now)
  return same ? shown : now
}

/** Words for the questions that came or went while the same item is answered. */
function useRevealed(all: readonly Question[], shown: readonly Question[]): string {
  const [before, setBefore] = useState({ all, shown, text: '' })
  if (before.shown === shown) return before.text
  const came = shown.filter((question) => !before.shown.includes(question))
  const gone = before.shown.filter((question) => !shown.includes(question))
  const text = [
    ...came.map((question) => m.kindWords.questionCame(question.text)),
    ...gone.map((question) => m.kindWords.questionGone(question.text)),
  ].join(' ')
  const now = { all, shown, text: before.all === all ? text : '' }
  setBefore(now)
  return now.text
}

/** Where the rater is among the questions, and what is still missing. */
export function useAnswering(
  session: Pick<RatingSession, 'task' | 'answers' | 'answer'>,
): Answering {
  const all = session.task?.scheme.questions ?? NO_QUESTIONS
  const questions = useShown(all, session.answers)
  const revealed = useRevealed(all, questions)
  const stops = useMemo(() => stopsOf(questions), [questions])
  const [marked, setMarked] = useState<string | null>(null)
  const at = Math.max(
    0,
    stops.findIndex((stop) => stopId(stop) === marked),
  )
  const [picked, setPicked] = useState<Record<string, string | null>>({})
  const [problems, setProblems] = useState<Record<string, Problem>>({})
  const [announcement, announce] = useState('')
  // Another item: nothing is in hand. At once, or what was in hand would be scrolled to there.
  const item = session.task?.assignment_id
  const [shownItem, setShownItem] = useState(item)
  if (item !== shownItem) {
    setShownItem(item)
    setMarked(null)
    setPicked({})
    setProblems({})
  }
  const buffer = useRef({ text: '', at: 0 })
  const { answer } = session

  const retype = useCallback((digits: string) => {
    buffer.current = { text: digits, at: Date.now() }
  }, [])

  const setAnswer = useCallback(
    (question: string, value: Answer | null, going?: boolean) => {
      answer(question, value, going)
      setProblems(({ [question]: _solved, ...others }) => others)
    },
    [answer],
  )

  const activate = useCallback(
    (question: string, part: Stop['part']) => {
      const next = placeId(question, part)
      setMarked((now) => {
        if (now !== next) retype('')
        return next
      })
    },
    [retype],
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
    const found = [
      ...findProblems(questions, session.answers),
      // Said once: who submits again means to leave it out.
      ...questions
        .filter(({ id }) => problems[id]?.code !== 'unfinished')
        .filter((question) => kindOf(question).unfinished?.(picked[question.id] ?? null))
        .map((question) => ({ question, problem: UNFINISHED })),
    ]
    setProblems(Object.fromEntries(found.map(({ question, problem }) => [question.id, problem])))
    const first = found[0]
    if (!first) return true
    announce(m.problems.announce(first.question.text, problemText(first.problem)))
    focusStop({ question: first.question, part: 'value' }, true)
    return false
  }

  // Answers may also change from elsewhere: an undo, or another window.
  const still = useMemo(
    () =>
      Object.keys(problems).length === 0
        ? problems
        : Object.fromEntries([
            ...Object.entries(problems).filter(
              ([id, { code }]) =>
                code === 'unfinished' &&
                questions.some(
                  (one) => one.id === id && kindOf(one).unfinished?.(picked[id] ?? null),
                ),
            ),
            ...findProblems(questions, session.answers)
              .filter(({ question }) => question.id in problems)
              .map(({ question, problem }) => [question.id, problem]),
          ]),
    [questions, session.answers, problems, picked],
  )

  return {
    questions,
    stops,
    stop: stops[at] ?? null,
    picked,
    problems: still,
    announcement,
    announce,
    revealed,
    setAnswer,
    activate,
    pick,
    typed,
    retype,
    moveStop,
    moveOption,
    checkComplete,
  }
}
