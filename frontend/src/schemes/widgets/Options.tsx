import { Key } from '../../actions/Key'
import type { ChoiceQuestion, MultiQuestion } from '../../api/types'
import { m } from '../../i18n'
import { toggleLabel } from '../rules/multi'
import type { WidgetProps } from '../types'
import { useLabels } from '../useLabels'
import styles from './widgets.module.css'

interface OptionProps {
  type: 'radio' | 'checkbox'
  name: string
  text: string
  letter: string | null
  colour: string | null
  checked: boolean
  disabled: boolean
  onToggle: () => void
}

function Option({ type, name, text, letter, colour, checked, disabled, onToggle }: OptionProps) {
  return (
    <label className={styles.option} data-checked={checked || undefined}>
      <input
        type={type}
        name={name}
        tabIndex={-1}
        data-option
        checked={checked}
        disabled={disabled}
        onChange={onToggle}
      />
      {letter ? <Key name={letter} /> : <span className={styles.noKey} />}
      {colour && (
        <span className={styles.swatch} style={{ background: colour }} aria-hidden="true" />
      )}
      <span className={styles.optionText}>{text}</span>
      <span className={styles.mark} data-type={type} aria-hidden="true" />
    </label>
  )
}

export function ChoiceWidget({ question, answer, disabled, onValue }: WidgetProps<ChoiceQuestion>) {
  const labels = useLabels(question.labels)
  return (
    <div className={styles.options} role="radiogroup" aria-label={question.text}>
      {labels.map((label) => (
        <Option
          key={label.id}
          type="radio"
          name={question.id}
          text={label.text}
          letter={label.letter}
          colour={label.colour}
          checked={answer?.value === label.id}
          disabled={disabled}
          onToggle={() => {
            onValue(label.id)
          }}
        />
      ))}
    </div>
  )
}

export function MultiWidget({ question, answer, disabled, onValue }: WidgetProps<MultiQuestion>) {
  const labels = useLabels(question.labels)
  const value = Array.isArray(answer?.value) ? answer.value : null
  const least = question.min ?? 0
  return (
    <>
      <div className={styles.options}>
        {labels.map((label) => (
          <Option
            key={label.id}
            type="checkbox"
            name={label.id}
            text={label.text}
            letter={label.letter}
            colour={label.colour}
            checked={value?.includes(label.id) ?? false}
            disabled={disabled}
            onToggle={() => {
              onValue(toggleLabel(question, value ?? [], label.id))
            }}
          />
        ))}
        {least === 0 && (
          <Option
            type="checkbox"
            name="none"
            text={m.questions.noneOfThese}
            letter="0"
            colour={null}
            checked={value?.length === 0}
            disabled={disabled}
            onToggle={() => {
              onValue(value?.length === 0 ? null : [])
            }}
          />
        )}
      </div>
      <p className={styles.note}>
        {m.questions.howMany(least, question.max ?? null)}
        {value && value.length > 0 ? ` · ${m.questions.chosen(value.length)}` : ''}
      </p>
    </>
  )
}
