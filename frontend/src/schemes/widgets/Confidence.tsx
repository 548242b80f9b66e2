import { m } from '../../i18n'
import { CONFIDENCE_LEVELS } from '../rules/common'
import { Points } from './Points'
import styles from './widgets.module.css'

export function ConfidenceWidget({
  name,
  value,
  disabled,
  onChange,
}: {
  name: string
  value: number | null
  disabled: boolean
  onChange: (value: number) => void
}) {
  return (
    <div className={styles.confidence}>
      <span>{m.questions.confidenceLow}</span>
      <Points
        name={`${name}-confidence`}
        legend={m.questions.confidence}
        points={CONFIDENCE_LEVELS}
        value={value}
        disabled={disabled}
        onChange={onChange}
      />
      <span>{m.questions.confidenceHigh}</span>
    </div>
  )
}
