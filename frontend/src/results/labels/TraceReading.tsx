import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { queries } from '../../api/queries'
import type { QuestionDistribution, TraceOverlay } from '../../api/types'
import { Loading } from '../../app/States'
import { formatNumber, m } from '../../i18n'
import { PlotFrame } from '../plots/PlotFrame'
import { TRACES_HEIGHT, Traces, traceRange } from '../plots/Traces'
import { bandOf } from '../plots/statistics'
import type { ReadingProps } from './shared'
import { fileOf, noteOf } from './shared'

const t = m.studio.readings
const TABLE_STEPS = 40

function Dimension({
  overlay,
  dimension,
  props,
  itemKey,
}: {
  overlay: TraceOverlay
  dimension: TraceOverlay['dimensions'][number]
  props: ReadingProps
  itemKey: string
}) {
  const lines = overlay.traces.flatMap((trace, index) => {
    const curve = trace.curves.find((one) => one.dimension === dimension.id)
    return curve
      ? [{ id: trace.name ?? t.rater(index + 1), times: curve.times, values: curve.values }]
      : []
  })
  const seconds = Math.max(1, ...overlay.traces.map((trace) => trace.seconds))
  const range = traceRange(lines, dimension.min, dimension.max)
  const band = bandOf(lines, seconds, TABLE_STEPS)
  return (
    <PlotFrame
      title={t.traceTitle(dimension.text || dimension.id, itemKey)}
      note={t.traceNote(lines.length)}
      file={`${fileOf(props, 'trace')}-${dimension.id}`}
      head={[t.second, t.mean, t.sdLow, t.sdHigh, t.lines]}
      rows={band.map((point) => [point.time, point.mean, point.low, point.high, point.n])}
      height={TRACES_HEIGHT}
      draw={(width) => <Traces lines={lines} seconds={seconds} range={range} width={width} />}
    />
  )
}

/** The mean curve alone, until the lines of an item are there. */
function Overlay({
  item,
  props,
}: {
  item: NonNullable<QuestionDistribution['traces']>['items'][number]
  props: ReadingProps
}) {
  const { slug, distribution } = props
  const query = useQuery(queries.traceOverlay(slug, item.item, distribution.id))
  return (
    <Loading query={query} rows={2}>
      {(overlay) =>
        overlay.dimensions.map((dimension) => (
          <Dimension
            key={dimension.id}
            overlay={overlay}
            dimension={dimension}
            props={props}
            itemKey={item.key}
          />
        ))
      }
    </Loading>
  )
}

/** Traces of one item over each other; which item is chosen from those with most traces. */
export function TraceReading(props: ReadingProps) {
  const { distribution } = props
  const { traces } = distribution
  const [chosen, setChosen] = useState<string | null>(null)
  if (!traces) return null
  const item = traces.items.find((one) => String(one.item) === chosen) ?? traces.items[0]
  const facts = [
    traces.mean_rate_hz === null ? null : t.rate_hz(formatNumber(traces.mean_rate_hz, 1)),
    ...traces.devices.map(({ device, count }) => `${t.devices[device] ?? device} ${String(count)}`),
  ]
  return (
    <>
      <div>
        <Select
          label={t.traceItem(distribution.text)}
          description={noteOf(facts.filter(Boolean).join(', '), distribution)}
          maw={480}
          allowDeselect={false}
          data={traces.items.map((one) => ({
            value: String(one.item),
            label: `${one.key} (${t.tracesOf(one.n)})`,
          }))}
          value={item ? String(item.item) : null}
          onChange={setChosen}
        />
      </div>
      {item && <Overlay item={item} props={props} />}
    </>
  )
}
