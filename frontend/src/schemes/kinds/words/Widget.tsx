import type { Word, WordsQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { Icon } from '../../../theme/Icon'
import type { WidgetProps } from '../../types'
import { WordField } from '../../widgets/WordField'
import { leaveOnKey } from '../../widgets/fields'
import fields from '../../widgets/fields.module.css'
import shared from '../../widgets/widgets.module.css'
import styles from '../../widgets/words.module.css'
import { normalWord, wordLimits, wordsIn } from './rules'

interface WordRowProps {
  entry: Word
  reasons: boolean
  disabled: boolean
  onReason: (reason: string) => void
  onRemove: () => void
}

function WordRow({ entry, reasons, disabled, onReason, onRemove }: WordRowProps) {
  return (
    <li className={styles.word}>
      <span dir="auto">{entry.word}</span>
      {reasons && (
        <input
          type="text"
          className={fields.field}
          aria-label={m.kindWords.reasonFor(entry.word)}
          placeholder={m.kindWords.reasonPlaceholder}
          value={entry.reason ?? ''}
          disabled={disabled}
          dir="auto"
          onChange={(event) => {
            onReason(event.currentTarget.value)
          }}
          onKeyDown={(event) => {
            leaveOnKey(event, true)
          }}
        />
      )}
      <button
        type="button"
        className={shared.clear}
        tabIndex={-1}
        aria-label={m.kindWords.removeWord(entry.word)}
        disabled={disabled}
        onClick={onRemove}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  )
}

export function WordsWidget(props: WidgetProps<WordsQuestion>) {
  const { question, answer, disabled, task, onValue } = props
  const words = wordsIn(answer?.value)
  const reasons = question.reasons === true
  const { least, most } = wordLimits(question)
  const put = (next: Word[], going = false) => {
    onValue(next.length > 0 ? next : null, going)
  }
  return (
    <>
      <ul className={styles.words} data-reasons={reasons || undefined}>
        {words.map((entry, index) => (
          <WordRow
            key={normalWord(entry.word)}
            entry={entry}
            reasons={reasons}
            disabled={disabled}
            onReason={(reason) => {
              // An empty reason is none.
              const changed = reason ? { word: entry.word, reason } : { word: entry.word }
              put(words.with(index, changed), true)
            }}
            onRemove={() => {
              put(words.toSpliced(index, 1))
            }}
          />
        ))}
      </ul>
      <WordField
        name={question.text}
        suggestions={question.suggestions ?? []}
        disabled={disabled}
        language={task?.language ?? null}
        onAdd={(word) => {
          const known = words.some((entry) => normalWord(entry.word) === normalWord(word))
          if (!known) put([...words, { word }])
          return !known
        }}
        onRemoveLast={() => {
          put(words.slice(0, -1))
        }}
      />
      <p className={shared.note}>
        {m.kindWords.wordHint} {m.questions.howMany(least, most)}
      </p>
    </>
  )
}
