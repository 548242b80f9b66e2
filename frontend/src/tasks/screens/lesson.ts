/** What practice and quiz items tell after they are answered. */
import type {
  Answer,
  AnswerValue,
  Answers,
  Feedback,
  Question,
  QuizResult,
  SubmissionReceipt,
  Task,
} from '../../api/types'
import { formatNumber, m } from '../../i18n'
import { valueText } from '../../schemes/answerText'

export interface LessonPart {
  question: Question
  correct: boolean
  given: Answer | undefined
  /** The right answers in words. */
  expected: string
}

export interface Lesson {
  role: 'training' | 'quiz'
  parts: LessonPart[]
  explanation: string
  /** Once the quiz is finished. */
  quiz: QuizResult | null
}

/** "Anger or Fear", "2 to 4". */
export function expectedText(question: Question, expected: Feedback['expected']): string {
  const {
    any_of: values,
    min,
    max,
  } = expected as {
    any_of?: AnswerValue[]
    min?: number
    max?: number
  }
  if (values) return values.map((value) => valueText(value, question)).join(m.lesson.or)
  if (max === undefined) return m.lesson.atLeast(formatNumber(min ?? 0))
  if (min === undefined) return m.lesson.atMost(formatNumber(max))
  return m.lesson.between(formatNumber(min), formatNumber(max))
}

/** Null where there is nothing to tell, as after every usual item. */
export function tells(task: Task, answers: Answers, receipt: SubmissionReceipt): Lesson | null {
  const { feedback, quiz } = receipt
  const role = task.presentation?.role
  if ((role !== 'training' && role !== 'quiz') || (!feedback && !quiz)) return null
  const parts = (feedback ?? []).flatMap(({ question: id, correct, expected }) => {
    const question = task.scheme.questions.find((candidate) => candidate.id === id)
    if (!question) return []
    return [{ question, correct, given: answers[id], expected: expectedText(question, expected) }]
  })
  return { role, parts, explanation: feedback?.[0]?.explanation ?? '', quiz }
}
