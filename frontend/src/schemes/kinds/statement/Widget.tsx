import type { StatementQuestion } from '../../../api/types'
import type { WidgetProps } from '../../types'
import { useStable } from '../../useStable'
import { Option } from '../../widgets/Option'
import shared from '../../widgets/widgets.module.css'
import styles from './statement.module.css'

export function StatementWidget(props: WidgetProps<StatementQuestion>) {
  const { question, answer, labels, disabled, task, onValue } = props
  const statement = task?.fields?.[question.field ?? 'statement']
  const take = useStable((label: string) => {
    onValue(label)
  })
  return (
    <>
      {statement && (
        <blockquote className={styles.statement} dir="auto" lang={task.language ?? undefined}>
          {statement}
        </blockquote>
      )}
      <div className={shared.options} role="radiogroup" aria-label={statement ?? question.text}>
        {labels.map((label) => (
          <Option
            key={label.id}
            id={label.id}
            type="radio"
            name={question.id}
            text={label.text}
            letter={label.letter}
            colour={null}
            checked={answer?.value === label.id}
            disabled={disabled}
            onToggle={take}
          />
        ))}
      </div>
    </>
  )
}
