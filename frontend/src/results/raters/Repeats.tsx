import { useQuery } from '@tanstack/react-query'

import { comparing } from '../../api/agreement'
import { PartFailed } from '../../app/States'
import { m } from '../../i18n'
import { Intervals, intervalHeight } from '../plots/Intervals'
import { PlotFrame } from '../plots/PlotFrame'

const t = m.studio.grouping

/** How consistent each rater is where they were asked about the same thing twice, least first. */
export function Repeats({ slug, question }: { slug: string; question: string }) {
  const query = useQuery(comparing.repeats(slug, question))
  const found = query.data
  if (query.isLoadingError) return <PartFailed query={query} />
  if (!found?.raters || found.raters.length === 0) return null
  const raters = [...found.raters].sort((a, b) => a.same / a.pairs - b.same / b.pairs)
  const rows = raters.map(({ rater, name, pairs, same, consistency }) => ({
    ...consistency,
    id: String(rater),
    label: name,
    detail: t.sameOf(same, pairs),
  }))
  return (
    <PlotFrame
      title={t.repeats(found.text)}
      note={t.repeatsNote}
      file={`${slug}-repeats-${found.question}`}
      head={[
        m.studio.comparing.rater,
        t.units,
        t.pairs,
        t.same,
        t.consistency,
        m.studio.comparing.low,
        m.studio.comparing.high,
        m.studio.comparing.why,
      ]}
      rows={raters.map(({ name, units, pairs, same, consistency }) => [
        name,
        units,
        pairs,
        same,
        consistency.value,
        consistency.low,
        consistency.high,
        consistency.reason,
      ])}
      height={(width) => intervalHeight(rows, width)}
      draw={(width) => <Intervals rows={rows} width={width} />}
    />
  )
}
