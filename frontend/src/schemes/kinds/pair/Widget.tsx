import type { PairQuestion } from '../../../api/types'
import { Key } from '../../../actions/Key'
import { m } from '../../../i18n'
import type { WidgetProps } from '../../types'
import styles from './pair.module.css'
import { sidesOf } from './rules'

function Side(props: {
  question: string
  name: string
  keyName: string
  text: string
  mark: string
  checked: boolean
  disabled: boolean
  onChoose: () => void
}) {
  return (
    <label
      className={styles.side}
      data-wide={props.mark ? undefined : true}
      data-checked={props.checked || undefined}
    >
      <input
        type="radio"
        name={props.question}
        tabIndex={-1}
        data-option
        aria-label={props.name}
        checked={props.checked}
        disabled={props.disabled}
        onChange={props.onChoose}
      />
      {props.mark && (
        <b className={styles.mark} aria-hidden="true">
          {props.mark}
        </b>
      )}
      <span>{props.text}</span>
      <Key name={props.keyName} />
    </label>
  )
}

/** Which clip: A stands on the left and B on the right, as the clips themselves do. */
export function PairWidget(props: WidgetProps<PairQuestion>) {
  const { question, answer, disabled, task, onValue } = props
  const [left, right] = sidesOf(task)
  const side = (value: string) => ({
    question: question.id,
    checked: answer?.value === value,
    disabled,
    onChoose: () => {
      onValue(value)
    },
  })
  return (
    // Left and right are places on the screen, in every language.
    <div className={styles.pair} role="radiogroup" aria-label={question.text} dir="ltr">
      <Side {...side(left)} name={m.kindWords.clipA} keyName="1" mark="A" text={m.kindWords.left} />
      <Side
        {...side(right)}
        name={m.kindWords.clipB}
        keyName="2"
        mark="B"
        text={m.kindWords.right}
      />
      {question.no_preference !== false && (
        <Side
          {...side('none')}
          name={m.kindWords.noPreference}
          keyName="0"
          mark=""
          text={m.kindWords.noPreference}
        />
      )}
    </div>
  )
}
