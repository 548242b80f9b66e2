import { m } from '../../i18n'
import { NoticeLine } from '../Notices'
import styles from '../rating.module.css'
import { useWaitingAnswers } from './useWaitingAnswers'

/** On every page but the rating page, which sends its own: what of this rater is still to be sent. */
export function WaitingLine({ user }: { user: number }) {
  const { waiting, refused, dismiss } = useWaitingAnswers(user)
  if (waiting === 0 && refused === null) return null
  return (
    <div className={styles.waitingLines}>
      {waiting > 0 && (
        <NoticeLine
          notice={{ tone: 'problem', text: m.work.stillWaiting(waiting) }}
          onNext={dismiss}
          onDismiss={dismiss}
        />
      )}
      {refused !== null && (
        <NoticeLine
          notice={{ tone: 'info', text: m.work.wasRefused(refused) }}
          onNext={dismiss}
          onDismiss={dismiss}
        />
      )}
    </div>
  )
}
