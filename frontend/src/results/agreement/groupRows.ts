/** Groups as rows of a plot, and what groupings are called. Pure. */
import type { GroupsCompared } from '../../api/types'
import { formatNumber, m } from '../../i18n'
import type { IntervalRow } from '../plots/Intervals'

const t = m.studio.grouping
const COLUMN = 'column:'

/** What a grouping is called; a column of the items' table by its own name. */
export function nameOfGrouping(id: string): string {
  if (id.startsWith(COLUMN)) return t.column(id.slice(COLUMN.length))
  return t.names[id] ?? id
}

/** Names of the arms of assistance are words of ours; all others are the project's own. */
function nameOfGroup(by: string, name: string): string {
  return by === 'assistance' ? (t.arms[name] ?? name) : name
}

/** A group that is too small has no value and says so; the hollow dot is agreement across. */
export function groupRows({ by, of, groups }: GroupsCompared): IntervalRow[] {
  return (groups ?? []).map(({ name, raters, ratings, within, across, association }) => {
    const index = association?.value ?? null
    const parts = [
      t.counts(raters, ratings),
      ...(of !== 'items' && across && within.value !== null && across.value !== null
        ? [t.acrossIs(formatNumber(across.value, 2))]
        : []),
      ...(index === null ? [] : [t.associationIs(formatNumber(index, 2))]),
    ]
    return {
      id: name,
      label: nameOfGroup(by, name),
      detail: parts.join(' · '),
      value: within.value,
      reason: within.reason,
      low: within.low,
      high: within.high,
      before: within.value === null ? null : (across?.value ?? null),
    }
  })
}
