import type { MultiQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import type { WidgetProps } from '../../types'
import { useRecent } from '../../useRecent'
import { useStable } from '../../useStable'
import { LabelSet } from '../../widgets/LabelSet'
import { Option } from '../../widgets/Option'
import styles from '../../widgets/widgets.module.css'
import { multiInWords } from '../inWords'
import { chosenIn, toggleLabel } from './rules'

function NoneOption({
  value,
  disabled,
  onValue,
}: {
  value: string[] | null
  disabled: boolean
  onValue: (value: string[] | null) => void
}) {
  const toggle = useStable(() => {
    onValue(value?.length === 0 ? null : [])
  })
  return (
    <Option
      id="none"
      type="checkbox"
      name="none"
      text={m.questions.noneOfThese}
      letter="0"
      colour={null}
      checked={value?.length === 0}
      disabled={disabled}
      onToggle={toggle}
    />
  )
}

export function MultiWidget(props: WidgetProps<MultiQuestion>) {
  const { question, answer, labels, disabled, onValue } = props
  const value = chosenIn(answer?.value)
  const chosen = new Set(value)
  const least = question.min ?? 0
  const toggle = useStable((label: string) => {
    const next = toggleLabel(question, value ?? [], label)
    // Taking the last one away again leaves the question open; only 0 says "none of these".
    onValue(next.length > 0 ? next : null)
  })
  const recent = useRecent(question, props.task)
  const none = least === 0 && <NoneOption value={value} disabled={disabled} onValue={onValue} />
  return (
    <>
      <LabelSet
        name={question.id}
        labels={labels}
        drawn={question.order === 'random'}
        recent={recent}
        footer={none && <div className={styles.options}>{none}</div>}
        several
        soFar={value && multiInWords(question, value)}
        onTake={toggle}
      >
        {(shown) => (
          <div className={styles.options} data-options>
            {shown.map((label) => (
              <Option
                key={label.id}
                id={label.id}
                type="checkbox"
                name={label.id}
                text={label.text}
                letter={label.letter}
                colour={label.colour}
                checked={chosen.has(label.id)}
                disabled={disabled}
                onToggle={toggle}
              />
            ))}
            {shown.length === labels.length && none}
          </div>
        )}
      </LabelSet>
      <p className={styles.note}>
        {m.questions.howMany(least, question.max ?? null)}
        {value && value.length > 0 ? ` · ${m.questions.chosen(value.length)}` : ''}
      </p>
    </>
  )
}
