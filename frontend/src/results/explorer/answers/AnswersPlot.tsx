import type { DividedItem, GivenToItem, Question } from '../../../api/types'
import { briefText } from '../../../schemes/answerText'
import { Overlay } from '../../traces/Overlay'
import styles from '../explorer.module.css'
import { Name } from './Name'
import { Numbers } from './Numbers'
import { Points } from './Points'
import { SaveAnswers } from './SaveAnswers'
import { Votes } from './Votes'
import { isVoted } from './votes'

/** What cannot be drawn small is said in words. */
function Words({ question, answers }: { question: Question; answers: GivenToItem[] }) {
  return (
    <ul className={styles.votes}>
      {answers.map((given) => (
        <li key={given.rating}>
          <Name given={given} />
          <span className={styles.wide} dir="auto">
            {briefText(given.answer, question)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Drawn({ question, answers }: { question: Question; answers: GivenToItem[] }) {
  if (isVoted(question)) return <Votes question={question} answers={answers} />
  if (question.kind === 'scale') return <Numbers question={question} answers={answers} />
  if (question.kind === 'grid') return <Points question={question} answers={answers} />
  return <Words question={question} answers={answers} />
}

/** All answers to one item, small: who gave what, and what they make together; both can be saved. */
export function AnswersPlot({
  slug,
  question,
  item,
}: {
  slug: string
  question: Question
  item: DividedItem
}) {
  if (question.kind === 'trace')
    return <Overlay slug={slug} item={item.id} itemKey={item.key} question={question.id} />
  return (
    <>
      <Drawn question={question} answers={item.answers} />
      <SaveAnswers question={question} item={item} file={`${slug}-${question.id}-${item.key}`} />
    </>
  )
}
