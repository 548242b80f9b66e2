import type { ReviewField } from '../../../api/types'
import { m } from '../../../i18n'
import { Icon } from '../../../theme/Icon'
import { WordField } from '../../widgets/WordField'
import { leaveOnKey } from '../../widgets/fields'
import fieldStyles from '../../widgets/fields.module.css'
import shared from '../../widgets/widgets.module.css'
import wordStyles from '../../widgets/words.module.css'
import { normalWord } from '../words/rules'
import styles from './review.module.css'

interface FieldEditorProps {
  field: ReviewField
  /** The name by which a key of the page finds the field. */
  part: string
  value: string | string[]
  language: string | null
  disabled: boolean
  onChange: (value: string | string[]) => void
}

function WordsEditor(props: FieldEditorProps & { words: readonly string[]; name: string }) {
  const { words, name, language, disabled, onChange } = props
  return (
    <>
      <ul className={wordStyles.words}>
        {words.map((word, index) => (
          <li key={normalWord(word)} className={wordStyles.word}>
            <span dir="auto">{word}</span>
            <button
              type="button"
              className={shared.clear}
              aria-label={m.kindWords.removeWord(word)}
              disabled={disabled}
              onClick={() => {
                onChange(words.toSpliced(index, 1))
              }}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      <WordField
        name={name}
        part={props.part}
        suggestions={[]}
        disabled={disabled}
        language={language}
        onAdd={(word) => {
          const known = words.some((other) => normalWord(other) === normalWord(word))
          if (!known) onChange([...words, word])
          return !known
        }}
        onRemoveLast={() => {
          onChange(words.slice(0, -1))
        }}
      />
    </>
  )
}

/** One field of a draft as it should be. */
export function FieldEditor(props: FieldEditorProps) {
  const { field, part, value, language, disabled, onChange } = props
  const name = field.text ?? field.id
  const common = {
    className: fieldStyles.field,
    'data-part': part,
    'aria-label': name,
    disabled,
    onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => {
      leaveOnKey(event, false)
    },
  }
  return (
    <div className={styles.editor}>
      <span dir="auto" aria-hidden="true">
        {name}
      </span>
      {Array.isArray(value) ? (
        <WordsEditor {...props} words={value} name={name} />
      ) : field.kind === 'label' ? (
        <select
          {...common}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value)
          }}
        >
          {!field.labels?.some((label) => label.id === value) && (
            <option value={value}>{value || m.kindWords.chooseLabel}</option>
          )}
          {field.labels?.map((label) => (
            <option key={label.id} value={label.id}>
              {label.text}
            </option>
          ))}
        </select>
      ) : (
        <textarea
          {...common}
          rows={3}
          dir="auto"
          lang={language ?? undefined}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value)
          }}
        />
      )}
    </div>
  )
}
