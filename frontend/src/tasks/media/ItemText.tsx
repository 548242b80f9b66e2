import type { Task } from '../../api/types'
import { m } from '../../i18n'
import { directionOf } from '../../i18n/direction'
import { SpokenText } from '../../player/SpokenText'
import type { SegmentPlayer } from '../../player/segmentPlayer'
import { kindOf } from '../../schemes/kinds/registry'
import { Icon } from '../../theme/Icon'
import styles from '../rating.module.css'
import mediaStyles from './media.module.css'

/** Longer texts are set for reading, not for a glance. */
const LONG = 280

function language(task: Task) {
  return task.language === null
    ? { dir: 'auto' as const }
    : { lang: task.language, dir: directionOf(task.language) }
}

/** Whom the answers are about. */
export function About({ task }: { task: Task }) {
  if (task.about === null) return null
  return (
    <p className={mediaStyles.about}>
      <Icon name="users" size={18} />
      <span>{m.pane.about}</span> <b dir="auto">{task.about}</b>
    </p>
  )
}

/** What the project shows of the item's table, unless the card of a question shows it. */
export function Fields({ task }: { task: Task }) {
  const inCards = task.scheme.questions.flatMap(
    (question) => kindOf(question).fields?.(question) ?? [],
  )
  const shown = Object.entries(task.fields).filter(([name]) => !inCards.includes(name))
  if (shown.length === 0) return null
  return (
    <dl className={mediaStyles.fields} aria-label={m.pane.fields}>
      {shown.map(([name, text]) => (
        <div key={name}>
          <dt dir="auto">{name.replaceAll('_', ' ')}</dt>
          <dd {...language(task)}>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

interface WordsProps {
  task: Task
  alone: boolean
  player: SegmentPlayer | null
}

/** The words of the item: beside its media, or large where they are all there is. */
export function Words({ task, alone, player }: WordsProps) {
  if (!task.transcript && !task.speaker) return null
  const long = (task.transcript?.length ?? 0) > LONG
  return (
    <div
      className={styles.words}
      data-alone={alone || undefined}
      data-long={long || undefined}
      // A long text scrolls, and then a keyboard must be able to reach it.

      {...(alone && long ? { tabIndex: 0, role: 'region', 'aria-label': m.rating.media } : {})}
    >
      {task.speaker && (
        <p className={styles.who} dir="auto">
          {task.speaker}
        </p>
      )}
      {task.transcript && (
        <blockquote {...language(task)}>
          <SpokenText text={task.transcript} words={task.words} player={player} />
        </blockquote>
      )}
    </div>
  )
}
