import type { Question, QuestionAgreement } from '../../api/types'
import { m } from '../../i18n'
import { kindOf } from '../../schemes/kinds/registry'
import { labelColours } from '../../theme/labelColours'
import { Intervals, intervalHeight } from '../plots/Intervals'
import { PlotFrame } from '../plots/PlotFrame'

/** Each label against the rest, or the numbers of each alone. */
export function PerLabel({
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
  if (rows.length === 0) return null
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
