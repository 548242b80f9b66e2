import type { Question, Task } from '../../api/types'
import { m } from '../../i18n'
import { kindOf } from '../../schemes/kinds/registry'
import styles from './media.module.css'

/** Whether the question has the turns before the item, too. */
export const wholeDialogue = (question: Question) =>
  'scope' in question && question.scope === 'dialogue'

/**
 * The question whose words stand in the place of the item's own, so that they stand there once. Turns
 * that can be played keep their list, and the words to mark then stand in the card.
 */
export function marksWords(task: Task): Question | null {
  const { before, after } = task.context
  if (!task.transcript || [...before, ...after].some((turn) => turn.start_seconds !== null)) {
    return null
  }
  return task.scheme.questions.find((question) => kindOf(question).Words) ?? null
}

interface WordsToMarkProps {
  task: Task
  question: Question
  /** Whether the question is on the page, and draws its words here. */
  asked: boolean
  onWords: (element: HTMLElement | null) => void
}

/** Words that are read here, and marked here once their question is asked. */
export function WordsToMark({ task, question, asked, onWords }: WordsToMarkProps) {
  const { Words } = kindOf(question)
  return (
    // A long dialogue scrolls, and then a keyboard must be able to reach it.
    <div
      className={styles.toMark}
      role="region"
      aria-label={m.pane.words}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {asked ? <div ref={onWords} /> : Words && <Words question={question} task={task} />}
    </div>
  )
}
