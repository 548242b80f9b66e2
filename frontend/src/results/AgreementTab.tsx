import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { queries } from '../api/queries'
import type { Agreement, Question, QuestionAgreement } from '../api/types'
import { EmptyState, Loading } from '../app/States'
import { formatAgo, m } from '../i18n'
import { kindOf } from '../schemes/kinds/registry'
import { labelColours } from '../theme/labelColours'
import { InviteRaters } from './InviteRaters'
import { useProject } from './ProjectLayout'
import { Intervals, intervalHeight } from './plots/Intervals'
import type { IntervalRow } from './plots/Intervals'
import { PlotFrame } from './plots/PlotFrame'
import type { Cell } from './plots/save'
import styles from './results.module.css'

const RESAMPLES = ['0', '200', '1000']

function statisticText(stat: string, level: string): string {
  return `${m.agreement.stats[stat] ?? stat}, ${m.agreement.levels[level] ?? level}`
}

function statisticRows(agreement: Agreement): { row: IntervalRow; cells: Cell[] }[] {
  return agreement.questions.flatMap((question) =>
    question.statistics.map((s) => {
      const single = s.single_rated_units
      return {
        row: {
          ...s,
          id: `${question.id} ${s.stat} ${s.level}`,
          label: question.text,
          detail: `${statisticText(s.stat, s.level)} · ${m.agreement.n(s.units, s.raters, s.ratings)}`,
        },
        cells: [
          question.id,
          s.stat,
          s.level,
          s.value,
          s.low,
          s.high,
          s.units,
          s.raters,
          s.ratings,
          single,
          s.reason,
        ],
      }
    }),
  )
}

const HEAD = [
  m.agreement.question,
  m.agreement.statistic,
  m.agreement.level,
  m.agreement.value,
  `${m.agreement.interval} ↓`,
  `${m.agreement.interval} ↑`,
  m.agreement.units,
  m.agreement.raters,
  m.agreement.ratings,
  m.agreement.single,
  m.agreement.why,
]

function PerLabel({
  slug,
  agreed,
  question,
}: {
  slug: string
  agreed: QuestionAgreement
  question: Question | undefined
}) {
  const labels = question ? kindOf(question).labels(question) : []
  const colours = labelColours(labels)
  const rows = agreed.per_label.map((entry) => ({
    ...entry,
    id: entry.label,
    label: labels.find((label) => label.id === entry.label)?.text ?? entry.label,
    colour: colours.get(entry.label) ?? 'var(--accent)',
  }))
  return (
    <PlotFrame
      title={m.agreement.perLabel(agreed.text)}
      note={m.agreement.perLabelNote}
      file={`${slug}-agreement-${agreed.id}`}
      head={[
        m.agreement.label,
        m.agreement.value,
        `${m.agreement.interval} ↓`,
        `${m.agreement.interval} ↑`,
        m.agreement.why,
      ]}
      rows={rows.map((row) => [row.label, row.value, row.low, row.high, row.reason])}
      height={(width) => intervalHeight(rows, width)}
      draw={(width) => <Intervals rows={rows} width={width} />}
    />
  )
}

export function AgreementTab() {
  const { slug, scheme } = useProject()
  const [search, setSearch] = useSearchParams()
  const bootstrap = search.get('bootstrap') ?? '200'
  const query = useQuery(queries.agreement(slug, Number(bootstrap)))
  return (
    <Loading query={query}>
      {(agreement) => {
        const rows = statisticRows(agreement)
        const rated = agreement.questions.some((question) =>
          question.statistics.some((statistic) => statistic.ratings > 0),
        )
        if (!rated) {
          return (
            <EmptyState icon="chart" title={m.agreement.empty} text={m.agreement.emptyText}>
              <InviteRaters slug={slug} />
            </EmptyState>
          )
        }
        return (
          <>
            <PlotFrame
              title={m.agreement.title}
              note={`${m.agreement.note(formatAgo(agreement.computed_at))} ${m.agreement.axis}.`}
              file={`${slug}-agreement`}
              head={HEAD}
              rows={rows.map(({ cells }) => cells)}
              height={(width) =>
                intervalHeight(
                  rows.map(({ row }) => row),
                  width,
                )
              }
              draw={(width) => <Intervals rows={rows.map(({ row }) => row)} width={width} />}
            >
              <div className={styles.plotFoot}>
                <Select
                  size="xs"
                  w={170}
                  label={m.agreement.bootstrap}
                  data={RESAMPLES.map((value) => ({
                    value,
                    label: m.agreement.resamples(Number(value)),
                  }))}
                  value={bootstrap}
                  allowDeselect={false}
                  onChange={(value) => {
                    setSearch({ bootstrap: value ?? '200' }, { replace: true })
                  }}
                />
                <span className={styles.small}>
                  {m.agreement.hash}{' '}
                  <span className="mono">{agreement.input_hash.slice(0, 12)}</span>
                </span>
              </div>
            </PlotFrame>
            {agreement.questions
              .filter((question) => question.per_label.length > 0)
              .map((agreed) => (
                <PerLabel
                  key={agreed.id}
                  slug={slug}
                  agreed={agreed}
                  question={scheme.questions.find((question) => question.id === agreed.id)}
                />
              ))}
          </>
        )
      }}
    </Loading>
  )
}
