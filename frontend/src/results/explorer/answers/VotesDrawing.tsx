import type { GivenToItem, Question } from '../../../api/types'
import { formatPercent, m } from '../../../i18n'
import { briefText } from '../../../schemes/answerText'
import plots from '../../plots/plots.module.css'
import { shownLabels } from './labels'
import { nameOf } from './Name'
import { softLabel, votesOf } from './votes'

const t = m.studio.explorer

const ROW = 24
const BAR = 13
const KEY = 20

interface Drawn {
  question: Question
  answers: readonly GivenToItem[]
  width: number
}

/** What `Votes` shows, as one drawing that stands alone: a bar for each rater, the soft label, a key. */
export function VotesDrawing({ question, answers, width }: Drawn) {
  const votes = votesOf(answers)
  const soft = softLabel(votes)
  const rows = [
    ...votes.map(({ given, shares }) => ({
      key: given.rating,
      name: nameOf(given),
      shares,
      words: shares ? '' : briefText(given.answer, question),
    })),
    ...(soft ? [{ key: -1, name: t.together, shares: soft, words: '' }] : []),
  ]
  const labels = shownLabels(question).filter(({ id }) =>
    rows.some(({ shares }) => (shares?.[id] ?? 0) > 0),
  )
  const left = width * 0.26
  const span = width - left
  return (
    <svg
      className={plots.plot}
      width={width}
      height={rows.length * ROW + labels.length * KEY + 12}
      direction="ltr"
    >
      {rows.map(({ key, name, shares, words }, at) => {
        let from = left
        return (
          <g key={key}>
            <text x={0} y={at * ROW + 16} className={key < 0 ? plots.value : plots.label}>
              {name}
            </text>
            {words && (
              <text x={left} y={at * ROW + 16} className={plots.detail}>
                {words}
              </text>
            )}
            {shares &&
              labels.map(({ id, colour }) => {
                const wide = span * (shares[id] ?? 0)
                const x = from
                from += wide
                return (
                  wide > 0 && (
                    <rect
                      key={id}
                      x={x}
                      y={at * ROW + 5}
                      width={wide}
                      height={BAR}
                      style={{ fill: colour }}
                    />
                  )
                )
              })}
          </g>
        )
      })}
      {labels.map(({ id, text, colour }, at) => {
        const y = rows.length * ROW + 10 + at * KEY
        return (
          <g key={id}>
            <rect x={left} y={y} width={BAR} height={BAR} style={{ fill: colour }} />
            <text x={left + BAR + 8} y={y + 11} className={plots.detail}>
              {soft ? `${text} ${formatPercent(soft[id] ?? 0)}` : text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
