import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from 'react-router'

import { comparing } from '../../api/agreement'
import type { Figure, Question, RaterCompared, RatersCompared } from '../../api/types'
import { Panel } from '../../app/Page'
import { Loading, NotFound } from '../../app/States'
import { formatDuration, formatNumber, formatPercent, m } from '../../i18n'
import { kindOf } from '../../schemes/kinds/registry'
import { labelColours } from '../../theme/labelColours'
import { Withdraw } from '../../withdrawal/Withdraw'
import { useProject } from '../ProjectLayout'
import { LabelPairsPlot } from '../agreement/LabelPairs'
import { QuestionChips } from '../agreement/QuestionChips'
import { Dots, dotsHeight } from '../plots/Dots'
import type { DotRow } from '../plots/Dots'
import { PlotFrame } from '../plots/PlotFrame'
import { shown, useAskedQuestion } from './RatersPage'
import { wordsOf } from './words'
import styles from './raters.module.css'

const t = m.studio.comparing

function Facts({ rater, compared }: { rater: RaterCompared; compared: RatersCompared }) {
  const facts: [string, string][] = [
    [t.items, formatNumber(rater.submitted)],
    [t.pace, rater.seconds_per_item === null ? '–' : formatDuration(rater.seconds_per_item)],
    [t.n, formatNumber(rater.agreement.n)],
    [t.agreement, shown(rater.agreement.value)],
    [t.without, shown(rater.without.value)],
    [t.drift, shown(rater.drift.value)],
    ...(rater.careless?.value == null
      ? []
      : ([[t.careless, formatPercent(rater.careless.value)]] as [string, string][])),
    ...(rater.spread ?? []).map((figure, at): [string, string] => [
      [t.spread, compared.columns[at]?.text].filter(Boolean).join(', '),
      shown(figure.value),
    ]),
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ColumnsProps {
  slug: string
  rater: RaterCompared
  compared: RatersCompared
  question: Question | undefined
}

function rowsOf(
  { compared, question }: ColumnsProps,
  figures: readonly Figure[],
  change: (value: number) => number,
): DotRow[] {
  const colours = labelColours(question ? kindOf(question).labels(question) : [])
  const of = (value: number | null) => (value === null ? null : change(value))
  return figures.map((figure, at) => {
    const column = compared.columns[at]
    return {
      id: column?.id ?? String(at),
      text: column?.text ?? t.value,
      value: of(figure.value),
      low: of(figure.low),
      high: of(figure.high),
      count: figure.n,
      colour: colours.get(column?.id ?? '') ?? 'var(--accent)',
    }
  })
}

/** The ends of an axis that shows all intervals, as far to one side of the middle as to the other. */
export function evenRange(rows: readonly DotRow[], least: number): [number, number] {
  const ends = rows.flatMap(({ value, low, high }) => [value, low, high])
  const reach = Math.max(least, ...ends.map((end) => Math.abs(end ?? 0)))
  return [-reach, reach]
}

const LOG2 = 1 / Math.LN2
/** Tells "twice the odds" from its mark on an axis of doublings. */
export function oddsText(doublings: number): string {
  const times = 2 ** Math.abs(doublings)
  const shownTimes = formatNumber(times, Math.abs(times - Math.round(times)) < 0.05 ? 0 : 1)
  return doublings >= 0 ? `${shownTimes}×` : `1/${shownTimes}`
}

function Bias(props: ColumnsProps) {
  const { slug, rater, compared } = props
  if (!rater.bias) return null
  const rows = rowsOf(props, rater.bias, (value) => value * LOG2)
  const odds = (value: number | null) => (value === null ? null : 2 ** value)
  return (
    <PlotFrame
      title={t.bias(compared.text)}
      note={t.biasNote}
      file={`${slug}-bias-${compared.question}-${String(rater.rater)}`}
      head={[m.agreement.label, t.odds, t.low, t.high, t.n]}
      rows={rows.map((row) => [
        row.text,
        odds(row.value),
        odds(row.low),
        odds(row.high),
        row.count ?? null,
      ])}
      height={dotsHeight(rows)}
      draw={(width) => (
        <Dots
          rows={rows}
          range={evenRange(rows, 1)}
          xTitle={t.oddsAxis}
          format={oddsText}
          width={width}
        />
      )}
    />
  )
}

function Severity(props: ColumnsProps) {
  const { slug, rater, compared } = props
  if (!rater.severity) return null
  const rows = rowsOf(props, rater.severity, (value) => value)
  return (
    <PlotFrame
      title={t.severity(compared.text)}
      note={t.severityNote}
      file={`${slug}-severity-${compared.question}-${String(rater.rater)}`}
      head={[m.agreement.label, t.value, t.low, t.high, t.n]}
      rows={rows.map((row) => [row.text, row.value, row.low, row.high, row.count ?? null])}
      height={dotsHeight(rows)}
      draw={(width) => (
        <Dots rows={rows} range={evenRange(rows, 0.1)} xTitle={t.severityAxis} width={width} />
      )}
    />
  )
}

/** One rater beside the others: in words, in figures, by label, and where their labels meet. */
export function RaterPage() {
  const { slug, scheme } = useProject()
  const { id = '' } = useParams()
  const { questions, question, choose } = useAskedQuestion()
  const query = useQuery(comparing.raters(slug, question))
  const navigate = useNavigate()
  const all = `/projects/${slug}/raters?question=${question}`
  const toAll = () => {
    void navigate(all)
  }
  return (
    <>
      <QuestionChips questions={questions} value={question} onChange={choose} />
      <Loading query={query}>
        {(compared) => {
          const rater = compared.raters?.find((one) => String(one.rater) === id)
          if (compared.raters === null) return <p>{t.noDistance}</p>
          if (!rater) return <NotFound />
          const own = scheme.questions.find((one) => one.id === compared.question)
          const props = { slug, rater, compared, question: own }
          return (
            <>
              <Panel
                title={rater.name}
                note={t.kindly}
                tools={
                  <>
                    <Withdraw
                      what={{
                        kind: 'rater',
                        project: slug,
                        name: rater.name,
                        shown: rater.name,
                        only: [`r${String(rater.rater)}`],
                      }}
                      onGone={toAll}
                    />
                    <Button size="compact-sm" variant="subtle" component={Link} to={all}>
                      {t.back}
                    </Button>
                  </>
                }
              >
                <ul className={styles.words}>
                  {wordsOf(rater, compared).map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
                <Facts rater={rater} compared={compared} />
              </Panel>
              <Bias {...props} />
              <Severity {...props} />
              <LabelPairsPlot
                slug={slug}
                question={compared.question}
                raters={compared.raters}
                only={rater.rater}
              />
            </>
          )
        }}
      </Loading>
    </>
  )
}
