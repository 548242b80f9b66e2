import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { queries } from '../../api/queries'
import type { TraceOverlay } from '../../api/types'
import { Loading } from '../../app/States'
import { formatNumber, m } from '../../i18n'
import { PlotFrame } from '../plots/PlotFrame'
import { TRACES_HEIGHT, Traces, traceRange } from '../plots/Traces'
import { RULES, goldOf, linesOf, secondsOf } from './overlay'
import type { OverlaidLine } from './overlay'
import styles from './overlay.module.css'

const t = m.studio.readings
const g = m.studio.gold

/** What the rule does with one rater: how far it moves them, if at all, and how much they count. */
function movedText(shift: number, weight: number): string {
  const seconds = formatNumber(Math.abs(shift), 1)
  const counts = g.weight(formatNumber(weight, 2))
  if (Math.abs(shift) < 0.05) return counts
  return `${shift > 0 ? g.earlier(seconds) : g.later(seconds)}, ${counts}`
}

/** How far each rater was moved and counts, where the rule says more than that all are alike. */
function Moved({ lines, rule }: { lines: readonly OverlaidLine[]; rule: TraceOverlay['rule'] }) {
  if (rule === 'mean') return null
  return (
    <ul className={styles.moved}>
      {lines.map(({ id, shift, weight }) => (
        <li key={id}>
          <bdi>{id}</bdi>
          <span className="num">{movedText(shift, weight)}</span>
        </li>
      ))}
    </ul>
  )
}

function Dimension({
  overlay,
  dimension,
  itemKey,
  file,
}: {
  overlay: TraceOverlay
  dimension: TraceOverlay['dimensions'][number]
  itemKey: string
  file: string
}) {
  const lines = linesOf(overlay, dimension.id, t.rater)
  const gold = goldOf(overlay, dimension.id)
  const warnings = overlay.gold.find((one) => one.dimension === dimension.id)?.warnings ?? []
  const range = traceRange(lines, dimension.min, dimension.max)
  return (
    <PlotFrame
      title={t.traceTitle(dimension.text || dimension.id, itemKey)}
      note={[g.note(lines.length, g.rules[overlay.rule] ?? overlay.rule), ...warnings].join(' ')}
      file={`${file}-${dimension.id}-${overlay.rule}`}
      head={[t.second, g.value, t.sdLow, t.sdHigh]}
      rows={gold.map(({ time, mean, low, high }) => [time, mean, low, high])}
      height={TRACES_HEIGHT}
      draw={(width) => (
        <Traces
          lines={lines}
          seconds={secondsOf(overlay)}
          range={range}
          width={width}
          gold={gold}
        />
      )}
    >
      <Moved lines={lines} rule={overlay.rule} />
    </PlotFrame>
  )
}

/** The traces of one item: each rater thin, and bold what they make together by the chosen rule. */
export function Overlay({
  slug,
  item,
  itemKey,
  question,
}: {
  slug: string
  item: number
  itemKey: string
  question: string
}) {
  const [rule, setRule] = useState<TraceOverlay['rule']>('mean')
  const query = useQuery(queries.traceOverlay(slug, item, question, rule))
  return (
    <Loading query={query} rows={2}>
      {(overlay) => (
        <div className={styles.overlay}>
          <Select
            size="xs"
            w={300}
            label={g.rule}
            allowDeselect={false}
            data={RULES.map((value) => ({ value, label: g.rules[value] ?? value }))}
            value={rule}
            onChange={(value) => {
              setRule(RULES.find((one) => one === value) ?? 'mean')
            }}
          />
          {overlay.dimensions.map((dimension) => (
            <Dimension
              key={dimension.id}
              overlay={overlay}
              dimension={dimension}
              itemKey={itemKey}
              file={`${slug}-trace-${question}`}
            />
          ))}
        </div>
      )}
    </Loading>
  )
}
