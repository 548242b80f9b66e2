import { useState } from 'react'

import type { Answers, Question } from '../../api/types'
import { QuestionCard } from '../../tasks/QuestionCard'
import questionStyles from '../../tasks/questions.module.css'

/** The questions as a rater meets them. Answers given here go nowhere. */
export function SchemePreview({ questions }: { questions: readonly Question[] }) {
  const [answers, setAnswers] = useState<Answers>({})
  const [picked, setPicked] = useState<Record<string, string | null>>({})
  const [active, setActive] = useState<{ question: string; part: 'value' | 'confidence' } | null>(
    null,
  )
  return (
    <div className={questionStyles.list}>
      {questions.map((question) => (
        <QuestionCard
          key={question.id}
          question={question}
          answer={answers[question.id]}
          picked={picked[question.id] ?? null}
          active={active?.question === question.id ? active.part : null}
          problem={null}
          locked={false}
          onActive={(id, part) => {
            setActive({ question: id, part })
          }}
          onAnswer={(id, answer) => {
            setAnswers(({ [id]: _old, ...others }) =>
              answer ? { ...others, [id]: answer } : others,
            )
          }}
          onPick={(id, label) => {
            setPicked((now) => ({ ...now, [id]: label }))
          }}
        />
      ))}
    </div>
  )
}
