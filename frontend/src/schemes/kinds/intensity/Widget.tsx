import type { IntensityQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { numbersOf, orNone } from '../../numbers'
import type { WidgetProps } from '../../types'
import { useRecent } from '../../useRecent'
import { useStable } from '../../useStable'
import { LabelSet } from '../../widgets/LabelSet'
import { NumberRow } from '../../widgets/NumberRow'
import styles from '../../widgets/widgets.module.css'
import { intensityInBrief } from '../inWords'
import { LevelRow } from './LevelRow'
import { intensityRange } from './rules'

export function IntensityWidget(props: WidgetProps<IntensityQuestion>) {
  const { question, answer, labels, picked, disabled, onValue, onPick } = props
  const values = numbersOf(answer?.value)
  const range = intensityRange(question)
  const pick = useStable((label: string) => {
    onPick(label)
  })
  const change = useStable((label: string, number: number | null) => {
    const { [label]: _removed, ...others } = values
    onValue(orNone(number === null ? others : { ...others, [label]: number }), true)
  })
  const { levels } = question
  const recent = useRecent(question, props.task)
  return (
    <LabelSet
      name={question.id}
      labels={labels}
      drawn={question.order === 'random'}
      recent={recent}
      soFar={answer?.value === undefined ? null : intensityInBrief(question, answer.value)}
      onTake={pick}
    >
      {(shown) => (
        <div className={styles.rows} data-levels={levels ? true : undefined}>
          {shown.map((label) => {
            const row = {
              id: label.id,
              text: label.text,
              letter: label.letter,
              colour: label.colour,
              value: values[label.id] ?? null,
              picked: picked === label.id,
              disabled,
              onPick: pick,
              onChange: change,
            }
            return levels ? (
              <LevelRow
                key={label.id}
                {...row}
                group={question.id}
                first={range.min}
                step={range.step}
                levels={levels}
              />
            ) : (
              <NumberRow
                key={label.id}
                {...row}
                {...range}
                name={m.questions.ratingOf(label.text)}
              />
            )
          })}
        </div>
      )}
    </LabelSet>
  )
}
