import type { Beside } from '../../api/types'
import { Panel } from '../../app/Page'
import { formatDate, m } from '../../i18n'
import { answerText } from '../../schemes/answerText'
import { Tag } from '../../theme/Tag'
import shared from '../results.module.css'
import styles from './adjudication.module.css'

const t = m.studio.adjudication

/** Every decision of the item. The newest counts; none is ever taken away. */
export function History({ beside }: { beside: Beside }) {
  const text = (id: string) =>
    beside.scheme.questions.find((question) => question.id === id) ?? null
  if (beside.decisions.length === 0) return null
  return (
    <Panel title={t.history} note={t.historyNote}>
      <ol className={styles.history}>
        {beside.decisions.map((decision, place) => (
          <li key={decision.at}>
            <p className={shared.small}>
              {t.by(decision.by ?? t.nobody, formatDate(decision.at))}
              {place === 0 && <Tag tone="good">{t.counts}</Tag>}
              {decision.scheme_version !== beside.scheme.version && (
                <Tag tone="warn">{t.version(decision.scheme_version)}</Tag>
              )}
            </p>
            <dl className={shared.texts}>
              {Object.entries(decision.answers).map(([id, answer]) => (
                <div key={id} className={styles.decided}>
                  <dt>{text(id)?.text ?? id}</dt>
                  <dd dir="auto">{answerText(answer, text(id))}</dd>
                </div>
              ))}
            </dl>
            {decision.note && (
              <blockquote dir="auto" className={styles.reason}>
                {decision.note}
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
