import { Key } from '../../actions/Key'
import type { DistributionQuestion, IntensityQuestion } from '../../api/types'
import { m } from '../../i18n'
import { numbersOf, orNone } from '../numbers'
import { balance, percentOf, sumPercent, withPercent } from '../rules/distribution'
import type { Shares } from '../rules/distribution'
import { intensityRange } from '../rules/intensity'
import type { WidgetProps } from '../types'
import { useLabels } from '../useLabels'
import { NumberRow } from './NumberRow'
import styles from './widgets.module.css'

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
  const { question, answer, picked, disabled, onValue, onPick } = props
  const labels = useLabels(question.labels)
  const shares: Shares = numbersOf(answer?.value)
  return (
    <>
      <div className={styles.rows}>
        {labels.map((label) => {
          const share = shares[label.id]
          return (
            <NumberRow
              key={label.id}
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
              onPick={() => {
                onPick(label.id)
              }}
              onChange={(percent) => {
                onValue(orNone(withPercent(shares, label.id, percent)))
              }}
            />
          )
        })}
      </div>
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

export function IntensityWidget(props: WidgetProps<IntensityQuestion>) {
  const { question, answer, picked, disabled, onValue, onPick } = props
  const labels = useLabels(question.labels)
  const values = numbersOf(answer?.value)
  const range = intensityRange(question)
  return (
    <div className={styles.rows}>
      {labels.map((label) => (
        <NumberRow
          key={label.id}
          text={label.text}
          letter={label.letter}
          colour={label.colour}
          name={m.questions.ratingOf(label.text)}
          value={values[label.id] ?? null}
          {...range}
          picked={picked === label.id}
          disabled={disabled}
          onPick={() => {
            onPick(label.id)
          }}
          onChange={(number) => {
            const { [label.id]: _removed, ...others } = values
            onValue(orNone(number === null ? others : { ...others, [label.id]: number }))
          }}
        />
      ))}
    </div>
  )
}
