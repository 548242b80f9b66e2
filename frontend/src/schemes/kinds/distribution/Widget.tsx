import { Key } from '../../../actions/Key'
import type { DistributionQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { numbersOf, orNone } from '../../numbers'
import type { WidgetProps } from '../../types'
import { useStable } from '../../useStable'
import { LabelSet } from '../../widgets/LabelSet'
import { NumberRow } from '../../widgets/NumberRow'
import styles from '../../widgets/widgets.module.css'
import { distributionInWords } from '../inWords'
import { balance, percentOf, sumPercent, withPercent } from './rules'
import type { Shares } from './rules'

function Sum({ shares }: { shares: Shares }) {
  const sum = sumPercent(shares)
  const state = sum === 100 ? 'done' : sum > 100 ? 'over' : 'left'
  const words = {
    done: m.questions.sumDone,
    over: m.questions.sumOver(sum - 100),
    left: m.questions.sumLeft(100 - sum),
  }
  return (
    <span className={styles.sum} data-state={state} aria-live="polite">
      <b>{m.questions.sum(sum)}</b> {words[state]}
    </span>
  )
}

export function DistributionWidget(props: WidgetProps<DistributionQuestion>) {
  const { question, answer, labels, picked, disabled, onValue, onPick } = props
  const shares: Shares = numbersOf(answer?.value)
  const pick = useStable((label: string) => {
    onPick(label)
  })
  const change = useStable((label: string, percent: number | null) => {
    onValue(orNone(withPercent(shares, label, percent)), true)
  })
  return (
    <>
      <LabelSet
        name={question.id}
        labels={labels}
        drawn={question.order === 'random'}
        soFar={answer?.value === undefined ? null : distributionInWords(question, answer.value)}
        onTake={pick}
      >
        {(shown) => (
          <div className={styles.rows}>
            {shown.map((label) => {
              const share = shares[label.id]
              return (
                <NumberRow
                  key={label.id}
                  id={label.id}
                  text={label.text}
                  letter={label.letter}
                  colour={label.colour}
                  name={m.questions.weightOf(label.text)}
                  value={share === undefined ? null : percentOf(share)}
                  min={0}
                  max={100}
                  step={1}
                  picked={picked === label.id}
                  disabled={disabled}
                  onPick={pick}
                  onChange={change}
                />
              )
            })}
          </div>
        )}
      </LabelSet>
      <div className={styles.sumLine}>
        <button
          type="button"
          className={styles.textButton}
          tabIndex={-1}
          disabled={disabled}
          onClick={() => {
            onValue(orNone(balance(shares, picked)))
          }}
        >
          <Key name="=" /> {m.questions.balance}
        </button>
        <Sum shares={shares} />
      </div>
    </>
  )
}
