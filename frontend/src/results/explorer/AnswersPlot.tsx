import { useElementSize } from '@mantine/hooks'

import type { DividedItem, GivenToItem, Question, ScaleQuestion } from '../../api/types'
import { formatNumber, formatPercent, m } from '../../i18n'
import { briefText } from '../../schemes/answerText'
import { axesOf } from '../../schemes/kinds/grid/rules'
import { kindOf } from '../../schemes/kinds/registry'
import { labelColours } from '../../theme/labelColours'
import { Plane, planeHeight } from '../plots/Circumplex'
import { linear, ticks } from '../plots/scales'
import { deviation } from '../plots/statistics'
import { Overlay } from '../traces/Overlay'
import plots from '../plots/plots.module.css'
import styles from './explorer.module.css'
import { isCareless, meanOf, numbersOf, pointsOf, softLabel, votesOf } from './votes'

const t = m.studio.explorer

const nameOf = (given: GivenToItem) => given.name ?? t.unknownRater

function Name({ given }: { given: GivenToItem }) {
  return (
    <span className={styles.name}>
      <bdi>{nameOf(given)}</bdi>
      {isCareless(given) && <em>{t.carelessMark(formatPercent(given.careless ?? 0))}</em>}
    </span>
  )
}

interface LabelShown {
  id: string
  text: string
  colour: string
}

function shownLabels(question: Question): LabelShown[] {
  const labels = kindOf(question).labels(question)
  const colours = labelColours(labels)
  return labels.map(({ id, text }) => ({
    id,
    text: text ?? id,
    colour: colours.get(id) ?? 'var(--accent)',
  }))
}

const MOST_WORDS = 3

/** Shares as a bar, and the largest of them in words; all of them for screen readers. */
function Bar({ shares, labels }: { shares: Record<string, number>; labels: LabelShown[] }) {
  const parts = labels.filter(({ id }) => (shares[id] ?? 0) > 0)
  const words = [...parts]
    .sort((a, b) => (shares[b.id] ?? 0) - (shares[a.id] ?? 0))
    .map(({ id, text }) =>
      (shares[id] ?? 0) > 0.995 ? text : `${text} ${formatPercent(shares[id] ?? 0)}`,
    )
  const rest = words.slice(MOST_WORDS)
  return (
    <>
      <span className={styles.bar} aria-hidden="true">
        {parts.map(({ id, colour }) => (
          <span key={id} style={{ flexGrow: shares[id] ?? 0, background: colour }} />
        ))}
      </span>
      <span className={styles.said} title={words.join(', ')}>
        {words.slice(0, MOST_WORDS).join(', ')}
        {rest.length > 0 && <span className="visually-hidden">, {rest.join(', ')}</span>}
      </span>
    </>
  )
}

/** A bar for each rater, then the soft label. */
function Votes({ question, answers }: { question: Question; answers: GivenToItem[] }) {
  const labels = shownLabels(question)
  const votes = votesOf(answers)
  const soft = softLabel(votes)
  return (
    <ul className={styles.votes}>
      {votes.map(({ given, shares }) => (
        <li key={given.rating} data-careless={isCareless(given) || undefined}>
          <Name given={given} />
          {shares ? (
            <Bar shares={shares} labels={labels} />
          ) : (
            <span className={styles.wide}>{briefText(given.answer, question)}</span>
          )}
        </li>
      ))}
      {soft && (
        <li className={styles.soft}>
          <span className={styles.name}>{t.together}</span>
          <Bar shares={soft} labels={labels} />
        </li>
      )}
    </ul>
  )
}

const NUMBER_ROW = 26
const NUMBER_FOOT = 30

/** A dot for each rater on the scale, and the mean as a line. */
function Numbers({ question, answers }: { question: ScaleQuestion; answers: GivenToItem[] }) {
  const { ref, width } = useElementSize()
  const numbers = numbersOf(answers)
  const middle = meanOf(numbers)
  const spread = deviation(numbers.map(({ value }) => value))
  const { min, max } = question
  const left = Math.min(150, width * 0.34)
  const x = linear([min, max], [left + 8, width - 44])
  const bottom = numbers.length * NUMBER_ROW
  return (
    <div ref={ref}>
      <svg
        className={plots.plot}
        width={Math.max(width, 1)}
        height={bottom + NUMBER_FOOT}
        role="img"
        direction="ltr"
      >
        <title>
          {numbers
            .map(({ given, value }) => `${nameOf(given)} ${formatNumber(value, 1)}`)
            .join(', ')}
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
            <text x={0} y={at * NUMBER_ROW + 18} className={plots.label}>
              {nameOf(given)}
            </text>
            <circle
              cx={x(value)}
              cy={at * NUMBER_ROW + 13}
              r={6}
              fill="var(--accent)"
              className={plots.dot}
            />
            <text x={width} y={at * NUMBER_ROW + 18} textAnchor="end" className={plots.value}>
              {formatNumber(value, Number.isInteger(value) ? 0 : 1)}
            </text>
          </g>
        ))}
      </svg>
      {middle !== null && (
        <p className={styles.foot}>
          {t.mean(formatNumber(middle, 2), spread === null ? null : formatNumber(spread, 2))}
        </p>
      )}
    </div>
  )
}

const PLANE_WIDTH = 340

/** A point for each rater on the plane, their mean, and an ellipse of one standard deviation. */
function Points({
  question,
  answers,
}: {
  question: Extract<Question, { kind: 'grid' }>
  answers: GivenToItem[]
}) {
  const { ref, width } = useElementSize()
  const side = Math.min(width, PLANE_WIDTH)
  const axes = axesOf(question)
  const points = pointsOf(axes, answers, nameOf)
  return (
    <div ref={ref}>
      <svg
        className={plots.plot}
        width={Math.max(side, 1)}
        height={planeHeight(side)}
        role="img"
        direction="ltr"
      >
        <title>
          {points
            .map(({ id, x, y }) => `${id} ${formatNumber(x, 2)}, ${formatNumber(y, 2)}`)
            .join('; ')}
        </title>
        {side > 0 && <Plane points={points} x={axes.x} y={axes.y} width={side} />}
      </svg>
    </div>
  )
}

/** What cannot be drawn small is said in words. */
function Words({ question, answers }: { question: Question; answers: GivenToItem[] }) {
  return (
    <ul className={styles.votes}>
      {answers.map((given) => (
        <li key={given.rating}>
          <Name given={given} />
          <span className={styles.wide} dir="auto">
            {briefText(given.answer, question)}
          </span>
        </li>
      ))}
    </ul>
  )
}

const VOTED: ReadonlySet<string> = new Set(['choice', 'distribution', 'statement', 'pair'])

/** All answers to one item, small: who gave what, and what they make together. */
export function AnswersPlot({
  slug,
  question,
  item,
}: {
  slug: string
  question: Question
  item: DividedItem
}) {
  const { answers } = item
  if (VOTED.has(question.kind)) return <Votes question={question} answers={answers} />
  if (question.kind === 'scale') return <Numbers question={question} answers={answers} />
  if (question.kind === 'grid') return <Points question={question} answers={answers} />
  if (question.kind === 'trace')
    return <Overlay slug={slug} item={item.id} itemKey={item.key} question={question.id} />
  return <Words question={question} answers={answers} />
}
