import { m } from '../i18n'
import { QuestionCard } from './QuestionCard'
import { SubmitBar } from './SubmitBar'
import questionStyles from './questions.module.css'
import type { RatingContext } from './keys/ratingActions'
import styles from './rating.module.css'
import type { Answering } from './useAnswering'
import type { RatingSession } from './useRatingSession'

interface QuestionPaneProps {
  session: RatingSession
  answering: Answering
  context: RatingContext
}

/** The questions, and under them what can be done with the answers. */
export function QuestionPane({ session, answering, context }: QuestionPaneProps) {
  const { stop } = answering
  return (
    <section className={styles.right} aria-label={m.rating.questions}>
      <div className={styles.scroll} id="questions">
        <p className="visually-hidden" role="status">
          {answering.revealed}
        </p>
        <div className={questionStyles.list}>
          {answering.questions.map((question) => (
            <QuestionCard
              key={question.id}
              question={question}
              answer={session.answers[question.id]}
              picked={answering.picked[question.id] ?? null}
              active={stop?.question.id === question.id ? stop.part : null}
              problem={answering.problems[question.id] ?? null}
              locked={context.locked}
              task={context.task}
              player={context.player}
              onActive={answering.activate}
              onAnswer={answering.setAnswer}
              onPick={answering.pick}
            />
          ))}
        </div>
      </div>
      <SubmitBar
        saved={session.saved}
        waiting={session.waiting}
        offline={session.offline}
        canSkip={context.task?.presentation?.role !== 'quiz'}
        sending={session.phase === 'sending'}
        canUndo={context.canUndoSubmit}
        onSubmit={context.submit}
        onSkip={context.skip}
        onUndo={context.undoSubmit}
      />
    </section>
  )
}
