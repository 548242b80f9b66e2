import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { comparing } from '../../api/agreement'
import { queries } from '../../api/queries'
import type { Agreement, Over, QuestionAgreement } from '../../api/types'
import { EmptyState, Loading } from '../../app/States'
import { formatAgo, m } from '../../i18n'
import { InviteRaters } from '../InviteRaters'
import { useProject } from '../ProjectLayout'
import { Intervals, intervalHeight } from '../plots/Intervals'
import { PlotFrame } from '../plots/PlotFrame'
import shared from '../results.module.css'
import { Groups } from './Groups'
import { LabelPairsPlot } from './LabelPairs'
import { PerLabel } from './PerLabel'
import { QuestionChips } from './QuestionChips'
import { RaterDots } from './RaterDots'
import { STATISTIC_HEAD, statisticRows } from './rows'

const RESAMPLES = ['0', '200', '1000']
const USUAL = '200'
const OVERS: readonly Over[] = ['items', 'speakers', 'recordings', 'sessions', 'raters']

interface OverviewProps {
  slug: string
  agreement: Agreement
  bootstrap: string
  over: Over
  onChange: (name: 'bootstrap' | 'over', value: string) => void
}

/** Every coefficient of every question on one axis. */
function Overview({ slug, agreement, bootstrap, over, onChange }: OverviewProps) {
  const found = statisticRows(agreement)
  const rows = found.map(({ row }) => row)
  return (
    <PlotFrame
      title={m.agreement.title}
      note={`${m.agreement.note(formatAgo(agreement.computed_at))} ${m.agreement.axis}.`}
      file={`${slug}-agreement`}
      head={STATISTIC_HEAD()}
      rows={found.map(({ cells }) => cells)}
      height={(width) => intervalHeight(rows, width)}
      draw={(width) => <Intervals rows={rows} width={width} />}
    >
      <div className={shared.plotFoot}>
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
            onChange('bootstrap', value ?? USUAL)
          }}
        />
        <Select
          size="xs"
          w={190}
          label={m.studio.comparing.over}
          data={OVERS.map((value) => ({ value, label: m.studio.comparing.overs[value] ?? value }))}
          value={over}
          disabled={bootstrap === '0'}
          allowDeselect={false}
          onChange={(value) => {
            onChange('over', value ?? 'items')
          }}
        />
        <span className={shared.small}>
          {m.agreement.hash} <span className="mono">{agreement.input_hash.slice(0, 12)}</span>
        </span>
      </div>
    </PlotFrame>
  )
}

/** What stands behind the coefficients of one question: its labels, its raters, where they meet. */
function Behind({ slug, agreed }: { slug: string; agreed: QuestionAgreement }) {
  const { scheme } = useProject()
  const raters = useQuery(comparing.raters(slug, agreed.id))
  const question = scheme.questions.find(({ id }) => id === agreed.id)
  return (
    <>
      <PerLabel slug={slug} agreed={agreed} question={question} />
      <Loading query={raters} rows={2}>
        {(compared) =>
          compared.raters === null ? (
            <p className={shared.small}>{m.studio.comparing.noDistance}</p>
          ) : (
            <>
              <LabelPairsPlot
                key={compared.question}
                slug={slug}
                question={agreed.id}
                raters={compared.raters}
              />
              <RaterDots slug={slug} compared={compared} />
            </>
          )
        }
      </Loading>
    </>
  )
}

function isRated(question: QuestionAgreement): boolean {
  return question.statistics.some((statistic) => statistic.ratings > 0)
}

export function AgreementTab() {
  const { slug } = useProject()
  const [search, setSearch] = useSearchParams()
  const bootstrap = search.get('bootstrap') ?? USUAL
  const over = OVERS.find((one) => one === search.get('over')) ?? 'items'
  const query = useQuery(queries.agreement(slug, Number(bootstrap), over))
  const change = (name: string, value: string) => {
    setSearch(
      (now) => {
        now.set(name, value)
        return now
      },
      { replace: true },
    )
  }
  return (
    <Loading query={query}>
      {(agreement) => {
        const rated = agreement.questions.filter(isRated)
        const [first] = rated
        if (!first) {
          return (
            <EmptyState icon="chart" title={m.agreement.empty} text={m.agreement.emptyText}>
              <InviteRaters slug={slug} />
            </EmptyState>
          )
        }
        const agreed = rated.find(({ id }) => id === search.get('question')) ?? first
        return (
          <>
            <Overview
              slug={slug}
              agreement={agreement}
              bootstrap={bootstrap}
              over={over}
              onChange={change}
            />
            <QuestionChips
              questions={rated}
              value={agreed.id}
              onChange={(question) => {
                change('question', question)
              }}
            />
            <Behind slug={slug} agreed={agreed} />
            <Groups
              slug={slug}
              question={agreed.id}
              by={search.get('by') ?? ''}
              onBy={(by) => {
                change('by', by)
              }}
            />
          </>
        )
      }}
    </Loading>
  )
}
