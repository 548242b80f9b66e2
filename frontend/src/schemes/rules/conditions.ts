/** Which questions are shown (`show_when`), by the answers to earlier ones. */
import type { Answer, AnswerValue, Answers, Question, ShowWhen } from '../../api/types'
import { kindOf } from '../kinds/registry'

/** Without a value (not answered, cannot tell, or itself hidden) no condition holds. */
export function holds(
  condition: ShowWhen,
  asked: Question,
  value: AnswerValue | undefined,
): boolean {
  if (value === undefined) return false
  const { in: among, min, max } = condition
  if (among) return kindOf(asked).gives?.(value, among) ?? false
  if (min === undefined && max === undefined) return true
  return typeof value === 'number' && value >= (min ?? -Infinity) && value <= (max ?? Infinity)
}

/** The questions that these answers leave on the page, in the scheme's order. */
export function shownQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const shown = new Map<string, Question>()
  for (const question of questions) {
    const condition = question.show_when
    const asked = condition ? shown.get(condition.question) : undefined
    const open =
      !condition ||
      (asked !== undefined && holds(condition, asked, answers[condition.question]?.value))
    if (open) shown.set(question.id, question)
  }
  return [...shown.values()]
}

/** Answers without those to hidden questions: what is submitted. */
export function shownAnswers(questions: readonly Question[], answers: Answers): Answers {
  const entries = shownQuestions(questions, answers).flatMap(({ id }): [string, Answer][] => {
    const answer = answers[id]
    return answer ? [[id, answer]] : []
  })
  return Object.fromEntries(entries)
}
