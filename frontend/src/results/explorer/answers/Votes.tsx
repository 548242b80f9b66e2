import type { GivenToItem, Question } from '../../../api/types'
import { formatPercent, m } from '../../../i18n'
import { briefText } from '../../../schemes/answerText'
import styles from '../explorer.module.css'
import { shownLabels } from './labels'
import type { LabelShown } from './labels'
import { Name } from './Name'
import { isCareless, softLabel, votesOf } from './votes'

const t = m.studio.explorer

const MOST_WORDS = 3

/** Shares as a bar, and the largest of them in words; all of them for screen readers. */
function Bar({ shares, labels }: { shares: Record<string, number>; labels: LabelShown[] }) {
  const parts = labels.filter(({ id }) => (shares[id] ?? 0) > 0)
  const words = [...parts]
    .sort((a, b) => (shares[b.id] ?? 0) - (shares[a.id] ?? 0))
    .map(({ id, text }) =>
      (shares[id] ?? 0) > 0.995 ? text : `${text} ${formatPercent(shares[id] ?? 0)}`,
    )
  const rest = words.slice(MOST_WORDS)
  return (
    <>
      <span className={styles.bar} aria-hidden="true">
        {parts.map(({ id, colour }) => (
          <span key={id} style={{ flexGrow: shares[id] ?? 0, background: colour }} />
        ))}
      </span>
      <span className={styles.said} title={words.join(', ')}>
        {words.slice(0, MOST_WORDS).join(', ')}
        {rest.length > 0 && <span className="visually-hidden">, {rest.join(', ')}</span>}
      </span>
    </>
  )
}

/** A bar for each rater, then the soft label. */
export function Votes({ question, answers }: { question: Question; answers: GivenToItem[] }) {
  const labels = shownLabels(question)
  const votes = votesOf(answers)
  const soft = softLabel(votes)
  return (
    <ul className={styles.votes}>
      {votes.map(({ given, shares }) => (
        <li key={given.rating} data-careless={isCareless(given) || undefined}>
          <Name given={given} />
          {shares ? (
            <Bar shares={shares} labels={labels} />
          ) : (
            <span className={styles.wide}>{briefText(given.answer, question)}</span>
          )}
        </li>
      ))}
      {soft && (
        <li className={styles.soft}>
          <span className={styles.name}>{t.together}</span>
          <Bar shares={soft} labels={labels} />
        </li>
      )}
    </ul>
  )
}
