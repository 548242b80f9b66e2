import { Select } from '@mantine/core'
import { useState } from 'react'

import { formatNumber, m } from '../../i18n'
import { Overlay } from '../traces/Overlay'
import type { ReadingProps } from './shared'
import { noteOf } from './shared'

const t = m.studio.readings

/** Traces of one item over each other; which item is chosen from those with most traces. */
export function TraceReading(props: ReadingProps) {
  const { slug, distribution } = props
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
      {item && (
        <Overlay
          key={item.item}
          slug={slug}
          item={item.item}
          itemKey={item.key}
          question={distribution.id}
        />
      )}
    </>
  )
}
