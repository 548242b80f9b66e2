import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'

import { formatPercent, m } from '../../i18n'
import { answerText } from '../../schemes/answerText'
import { Icon } from '../../theme/Icon'
import type { Lesson, LessonPart } from './lesson'
import styles from './lesson.module.css'

function Part({ part }: { part: LessonPart }) {
  const { question, correct, given, expected } = part
  return (
    <li className={styles.part} data-correct={correct}>
      <p className={styles.question}>
        <Icon name={correct ? 'check' : 'info'} size={17} />
        <b dir="auto">{question.text}</b>
        <span className={styles.judged}>{correct ? m.lesson.right : m.lesson.wrong}</span>
      </p>
      <dl>
        <div>
          <dt>{m.lesson.yours}</dt>
          <dd dir="auto">{given ? answerText(given, question) : m.lesson.noAnswer}</dd>
        </div>
        {!correct && (
          <div>
            <dt>{m.lesson.expected}</dt>
            <dd dir="auto">{expected}</dd>
          </div>
        )}
      </dl>
    </li>
  )
}

function headings(
  { parts, quiz }: Lesson,
  passShare: number | null,
): { title: string; text: string; next: string } {
  if (quiz?.passed) {
    const text = m.lesson.passedText(formatPercent(quiz.score))
    return { title: m.lesson.passed, text, next: m.lesson.begin }
  }
  if (quiz) {
    const left = quiz.attempts_left
    const tries = left > 0 ? m.lesson.triesLeft(left) : m.lesson.noTries
    const score = formatPercent(quiz.score)
    const result =
      passShare === null
        ? m.lesson.failedText(score)
        : m.lesson.failedOf(score, formatPercent(passShare))
    const text = `${result} ${tries}`
    return { title: m.lesson.failed, text, next: m.lesson.tryAgain }
  }
  const all = parts.every(({ correct }) => correct)
  return { title: all ? m.lesson.allRight : m.lesson.notAll, text: '', next: m.lesson.next }
}

/** How the answer to a practice or quiz item was, before the next one. */
export function LessonScreen({
  lesson,
  passShare,
  onNext,
}: {
  lesson: Lesson
  /** Of right answers that passes the quiz; null where it is not known. */
  passShare: number | null
  onNext: () => void
}) {
  const button = useRef<HTMLButtonElement>(null)
  const { title, text, next } = headings(lesson, passShare)
  const over = lesson.quiz !== null && !lesson.quiz.passed && lesson.quiz.attempts_left === 0
  useEffect(() => {
    button.current?.focus()
  }, [lesson])
  return (
    <div className={styles.screen}>
      <section className={styles.sheet} aria-live="polite">
        <h2>{title}</h2>
        {text && <p className={styles.text}>{text}</p>}
        {/* The result is of the whole quiz, what follows of its last item alone. */}
        {lesson.quiz && lesson.parts.length > 0 && (
          <h3 className={styles.last}>{m.lesson.lastItem}</h3>
        )}
        {lesson.parts.length > 0 && (
          <ul className={styles.parts}>
            {lesson.parts.map((part) => (
              <Part key={part.question.id} part={part} />
            ))}
          </ul>
        )}
        {lesson.explanation && (
          <p className={styles.explanation} dir="auto">
            {lesson.explanation}
          </p>
        )}
        {/* Also after the last try: what comes then says what the rater can do. */}
        <Button size="md" ref={button} onClick={onNext} variant={over ? 'default' : 'filled'}>
          {over ? m.lesson.whatNow : next}
        </Button>
      </section>
    </div>
  )
}
