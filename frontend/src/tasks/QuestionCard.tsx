import { memo, useMemo } from 'react'

import { Key } from '../actions/Key'
import type { Answer, Question, Task } from '../api/types'
import { m } from '../i18n'
import type { SegmentPlayer } from '../player/segmentPlayer'
import { QuestionBody } from '../schemes/QuestionBody'
import { withValue } from '../schemes/answers'
import { labelsShown } from '../schemes/kinds/labelsShown'
import { checkAnswer } from '../schemes/rules'
import type { Problem } from '../schemes/rules'
import { ConfidenceWidget } from '../schemes/widgets/Confidence'
import { stopId } from './keys/stops'
import type { Stop } from './keys/stops'
import styles from './questions.module.css'

interface QuestionCardProps {
  question: Question
  answer: Answer | undefined
  picked: string | null
  active: Stop['part'] | null
  problem: Problem | null
  locked: boolean
  /** The item in hand and what plays it; left out in a preview. */
  task?: Task | null
  player?: SegmentPlayer | null
  onActive: (question: string, part: Stop['part']) => void
  onAnswer: (question: string, answer: Answer | null, going?: boolean) => void
  onPick: (question: string, mark: string | null) => void
}

export function problemText(problem: Problem): string {
  return m.problems[problem.code](problem.detail)
}

/** Fields that need the press for themselves. */
const OWN_FOCUS =
  'input[type="range"], input[type="search"], input[type="text"], input[type="number"], textarea, select'

/** Keeps the focus on the question itself when an option is pressed, so that space still plays. */
function holdFocus(event: React.MouseEvent<HTMLElement>) {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(OWN_FOCUS)) return
  event.preventDefault()
  event.currentTarget.focus({ preventScroll: true })
}

function Title({ question, answer }: { question: Question; answer: Answer | undefined }) {
  const begun = answer !== undefined
  // A long trace is looked through when it changes, not each time that the card is drawn.
  const answered = useMemo(
    () => answer !== undefined && checkAnswer(question, answer, false).length === 0,
    [question, answer],
  )
  const open = question.required !== false ? m.questions.required : m.questions.optional
  return (
    <header className={styles.title}>
      <h2 id={`title-${question.id}`}>{question.text}</h2>
      <span className={styles.status} data-answered={answered || undefined}>
        {answered ? m.questions.answered : begun ? m.questions.partial : open}
      </span>
    </header>
  )
}

export const QuestionCard = memo(function QuestionCard(props: QuestionCardProps) {
  const { question, answer, picked, active, problem, locked, task = null, onAnswer } = props
  const labels = labelsShown(question, task?.presentation?.options[question.id])
  const cannotTell = answer?.cannot_tell === true
  const describedBy = `help-${question.id} problem-${question.id}`
  return (
    <section
      className={styles.card}
      data-active={active !== null || undefined}
      data-problem={problem !== null || undefined}
    >
      {/* The group is a stop of the Tab key: letters and digits act on it, space stays with the player. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        id={stopId({ question, part: 'value' })}
        className={styles.stop}
        role="group"
        tabIndex={0}
        aria-labelledby={`title-${question.id}`}
        aria-describedby={describedBy}
        data-current={active === 'value' || undefined}
        onFocus={() => {
          props.onActive(question.id, 'value')
        }}
        onMouseDown={holdFocus}
      >
        <Title question={question} answer={answer} />
        <p id={`help-${question.id}`} className={styles.help}>
          {question.help}
        </p>
        <div className={styles.body} data-cannot-tell={cannotTell || undefined}>
          <QuestionBody
            question={question}
            answer={answer}
            labels={labels}
            picked={picked}
            disabled={locked}
            task={task}
            player={props.player ?? null}
            onValue={(value, going) => {
              onAnswer(question.id, withValue(answer, value), going)
            }}
            onPick={(mark) => {
              props.onPick(question.id, mark)
            }}
          />
        </div>
        <p id={`problem-${question.id}`} className={styles.problem}>
          {problem ? problemText(problem) : ''}
        </p>
        {question.cannot_tell && (
          <label className={styles.cannotTell} data-checked={cannotTell || undefined}>
            <input
              type="checkbox"
              tabIndex={-1}
              data-option
              checked={cannotTell}
              disabled={locked}
              onChange={() => {
                onAnswer(question.id, cannotTell ? null : { cannot_tell: true })
              }}
            />
            <Key name="x" />
            {m.questions.cannotTell}
          </label>
        )}
      </div>
      {question.confidence && (
        <div
          id={stopId({ question, part: 'confidence' })}
          className={`${styles.stop ?? ''} ${styles.confidence ?? ''}`}
          role="group"
          tabIndex={0}
          aria-label={m.questions.confidence}
          data-current={active === 'confidence' || undefined}
          data-off={cannotTell || undefined}
          onFocus={() => {
            props.onActive(question.id, 'confidence')
          }}
          onMouseDown={holdFocus}
        >
          <h3 className={styles.subtitle}>{m.questions.confidence}</h3>
          <ConfidenceWidget
            name={question.id}
            value={answer?.confidence ?? null}
            disabled={locked || cannotTell}
            onChange={(confidence) => {
              onAnswer(question.id, { ...answer, confidence })
            }}
          />
        </div>
      )}
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
    </section>
  )
})
