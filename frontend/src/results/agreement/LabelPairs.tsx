import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { comparing } from '../../api/agreement'
import type { RaterCompared } from '../../api/types'
import { m } from '../../i18n'
import { Matrix, matrixHeight } from '../plots/Matrix'
import { PlotFrame } from '../plots/PlotFrame'
import shared from '../results.module.css'
import { pairTable } from './rows'

const t = m.studio.comparing
const MOST_LABELS = 14

interface LabelPairsProps {
  slug: string
  question: string
  raters: readonly Pick<RaterCompared, 'rater' | 'name'>[]
  /** Of this rater alone, without a choice. */
  only?: number
}

/** How often two raters gave one item each pair of labels: of all, or of one against the others. */
export function LabelPairsPlot({ slug, question, raters, only }: LabelPairsProps) {
  const [chosen, setChosen] = useState<number | null>(null)
  const rater = only ?? chosen
  const { data } = useQuery(comparing.pairs(slug, question, rater))
  const table = data ? pairTable(data, MOST_LABELS) : null
  const whole = data ? pairTable(data) : null
  if (!data || !table || !whole || whole.n === 0) return null
  const name = raters.find((one) => one.rater === data.rater)?.name
  const cut = table.labels.length < whole.labels.length
  return (
    <PlotFrame
      title={name === undefined ? t.pairs(data.text) : t.answersOf(name)}
      note={[
        name === undefined ? t.pairsNote(whole.n) : t.pairsOf(name, whole.n),
        cut ? t.pairsMost(table.labels.length, whole.labels.length) : '',
      ].join(' ')}
      file={`${slug}-pairs-${question}`}
      head={[m.agreement.label, ...whole.labels.map(({ text }) => text)]}
      rows={whole.labels.map((row) => [
        row.text,
        ...whole.labels.map((column) => whole.count(row.id, column.id)),
      ])}
      height={(width) => matrixHeight(table.labels, table.labels, width)}
      draw={(width) => (
        <Matrix
          rows={table.labels}
          columns={table.labels}
          count={table.count}
          width={width}
          byRow
        />
      )}
    >
      {only === undefined && raters.length > 1 && (
        <div className={shared.plotFoot}>
          <Select
            size="xs"
            w={240}
            searchable
            label={t.whose}
            data={[
              { value: '', label: t.allRaters },
              ...raters.map((one) => ({ value: String(one.rater), label: one.name })),
            ]}
            value={chosen === null ? '' : String(chosen)}
            allowDeselect={false}
            onChange={(value) => {
              setChosen(value ? Number(value) : null)
            }}
          />
        </div>
      )}
    </PlotFrame>
  )
}
