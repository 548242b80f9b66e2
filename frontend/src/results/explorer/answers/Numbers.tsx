import { useElementSize } from '@mantine/hooks'

import type { GivenToItem, ScaleQuestion } from '../../../api/types'
import { formatNumber, m } from '../../../i18n'
import plots from '../../plots/plots.module.css'
import { linear, ticks } from '../../plots/scales'
import { deviation } from '../../plots/statistics'
import styles from '../explorer.module.css'
import { nameOf } from './Name'
import { meanOf, numbersOf } from './votes'

const t = m.studio.explorer

const ROW = 26
const FOOT = 30

interface Drawn {
  question: ScaleQuestion
  answers: readonly GivenToItem[]
  width: number
}

/** A dot for each rater on the scale, and the mean as a line. */
export function NumbersDrawing({ question, answers, width }: Drawn) {
  const numbers = numbersOf(answers)
  const middle = meanOf(numbers)
  const { min, max } = question
  const left = Math.min(150, width * 0.34)
  const x = linear([min, max], [left + 8, width - 44])
  const bottom = numbers.length * ROW
  return (
    <svg
      className={plots.plot}
      width={Math.max(width, 1)}
      height={bottom + FOOT}
      role="img"
      direction="ltr"
    >
      <title>
        {numbers.map(({ given, value }) => `${nameOf(given)} ${formatNumber(value, 1)}`).join(', ')}
      </title>
      {ticks(min, max, width < 420 ? 3 : 6).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={0} y2={bottom} className={plots.grid} />
          <text x={x(tick)} y={bottom + 18} textAnchor="middle" className={plots.tick}>
            {tick}
          </text>
        </g>
      ))}
      {middle !== null && (
        <line x1={x(middle)} x2={x(middle)} y1={0} y2={bottom} className={plots.reference} />
      )}
      {numbers.map(({ given, value }, at) => (
        <g key={given.rating}>
          <text x={0} y={at * ROW + 18} className={plots.label}>
            {nameOf(given)}
          </text>
          <circle
            cx={x(value)}
            cy={at * ROW + 13}
            r={6}
            fill="var(--accent)"
            className={plots.dot}
          />
          <text x={width} y={at * ROW + 18} textAnchor="end" className={plots.value}>
            {formatNumber(value, Number.isInteger(value) ? 0 : 1)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** The drawing with the mean in figures. */
export function Numbers({ question, answers }: Omit<Drawn, 'width'>) {
  const { ref, width } = useElementSize()
  const numbers = numbersOf(answers)
  const middle = meanOf(numbers)
  const spread = deviation(numbers.map(({ value }) => value))
  return (
    <div ref={ref}>
      <NumbersDrawing question={question} answers={answers} width={width} />
      {middle !== null && (
        <p className={styles.foot}>
          {t.mean(formatNumber(middle, 2), spread === null ? null : formatNumber(spread, 2))}
        </p>
      )}
    </div>
  )
}
