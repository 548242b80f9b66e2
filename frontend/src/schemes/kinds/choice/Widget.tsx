import type { ChoiceQuestion } from '../../../api/types'
import type { WidgetProps } from '../../types'
import { useStable } from '../../useStable'
import { LabelSet } from '../../widgets/LabelSet'
import { Option } from '../../widgets/Option'
import styles from '../../widgets/widgets.module.css'
import { labelText } from '../texts'
import { Wheel } from './Wheel'

export function ChoiceWidget(props: WidgetProps<ChoiceQuestion>) {
  const { question, answer, labels, disabled, onValue } = props
  const take = useStable((label: string) => {
    onValue(label)
  })
  const value = typeof answer?.value === 'string' ? answer.value : null
  return (
    <>
      {question.layout === 'wheel' && (
        <Wheel labels={labels} chosen={value} disabled={disabled} onChoose={take} />
      )}
      <LabelSet
        name={question.id}
        labels={labels}
        drawn={question.order === 'random'}
        soFar={value === null ? null : labelText(question.labels, value)}
        onTake={take}
      >
        {(shown) => (
          <div className={styles.options} data-options role="radiogroup" aria-label={question.text}>
            {shown.map((label) => (
              <Option
                key={label.id}
                id={label.id}
                type="radio"
                name={question.id}
                text={label.text}
                letter={label.letter}
                colour={label.colour}
                checked={answer?.value === label.id}
                disabled={disabled}
                onToggle={take}
              />
            ))}
          </div>
        )}
      </LabelSet>
    </>
  )
}
