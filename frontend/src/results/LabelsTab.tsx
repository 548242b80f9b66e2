import { useQuery } from '@tanstack/react-query'

import { queries } from '../api/queries'
import type { Question, QuestionDistribution } from '../api/types'
import { EmptyState, Loading } from '../app/States'
import { formatNumber, m } from '../i18n'
import { labelColours } from '../theme/labelColours'
import { useProject } from './ProjectLayout'
import { COLUMNS_HEIGHT, Columns, ShareBars, sharesHeight } from './plots/Bars'
import { PlotFrame } from './plots/PlotFrame'

interface PlotProps {
  slug: string
  distribution: QuestionDistribution
  question: Question | undefined
}

function Shares({ slug, distribution, question }: PlotProps) {
  const own = distribution.labels ?? []
  const colours = labelColours(question && question.kind !== 'scale' ? question.labels : own)
  const rows = own.map((label) => ({ ...label, colour: colours.get(label.id) ?? 'var(--accent)' }))
  const { text, n_ratings, n_items, cannot_tell } = distribution
  return (
    <PlotFrame
      title={m.labels.soft(text)}
      note={m.labels.sharesNote[distribution.kind](n_ratings, n_items, cannot_tell)}
      file={`${slug}-labels-${distribution.id}`}
      head={[m.labels.label, m.labels.share, m.labels.count, m.labels.mean]}
      rows={rows.map((row) => [row.text, row.share, row.count, row.mean])}
      height={sharesHeight(rows)}
      draw={(width) => <ShareBars rows={rows} width={width} />}
    />
  )
}

function Histogram({ slug, distribution }: PlotProps) {
  const { text, n_ratings, n_items, cannot_tell } = distribution
  const rows = (distribution.histogram ?? []).map(({ value, count }) => ({
    id: String(value),
    text: formatNumber(value, Number.isInteger(value) ? 0 : 1),
    count,
  }))
  return (
    <PlotFrame
      title={text}
      note={m.labels.histogramNote(n_ratings, n_items, cannot_tell)}
      file={`${slug}-labels-${distribution.id}`}
      head={[m.labels.value, m.labels.count]}
      rows={rows.map((row) => [Number(row.id), row.count])}
      height={COLUMNS_HEIGHT}
      draw={(width) => <Columns rows={rows} width={width} />}
    />
  )
}

function Entropy({ slug, distribution }: PlotProps) {
  const bins = distribution.entropy ?? []
  const rows = bins.map((bin) => ({
    id: String(bin.from),
    text: formatNumber(bin.from, 1),
    count: bin.count,
  }))
  return (
    <PlotFrame
      title={m.labels.entropy(distribution.text)}
      note={`${m.labels.entropyNote}. n = ${m.common.items(distribution.n_items)}`}
      file={`${slug}-entropy-${distribution.id}`}
      head={[m.labels.from, m.labels.to, m.labels.items]}
      rows={bins.map((bin) => [bin.from, bin.to, bin.count])}
      height={COLUMNS_HEIGHT}
      draw={(width) => <Columns rows={rows} width={width} xTitle={m.labels.entropyX} />}
    />
  )
}

export function LabelsTab() {
  const { slug, scheme } = useProject()
  const query = useQuery(queries.distributions(slug))
  return (
    <Loading query={query}>
      {({ questions }) => {
        const answered = questions.filter((question) => question.n_ratings > 0)
        if (answered.length === 0) {
          return <EmptyState icon="chart" title={m.labels.empty} text={m.labels.emptyText} />
        }
        return answered.flatMap((distribution) => {
          const question = scheme.questions.find((candidate) => candidate.id === distribution.id)
          const props = { slug, distribution, question }
          return [
            ...(distribution.labels
              ? [<Shares key={`${distribution.id}-shares`} {...props} />]
              : []),
            ...(distribution.histogram
              ? [<Histogram key={`${distribution.id}-values`} {...props} />]
              : []),
            ...(distribution.entropy?.length
              ? [<Entropy key={`${distribution.id}-entropy`} {...props} />]
              : []),
          ]
        })
      }}
    </Loading>
  )
}
