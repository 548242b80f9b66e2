import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { comparing } from '../../api/agreement'
import type { GroupsCompared } from '../../api/types'
import { PartFailed } from '../../app/States'
import { formatNumber, m } from '../../i18n'
import { Intervals, intervalHeight } from '../plots/Intervals'
import { PlotFrame } from '../plots/PlotFrame'
import shared from '../results.module.css'
import { groupRows, nameOfGrouping } from './groupRows'

const t = m.studio.grouping

interface GroupsProps {
  slug: string
  question: string
  /** The grouping that is asked for; empty: the first that there is. */
  by: string
  onBy: (by: string) => void
}

function By({ found, onBy }: { found: GroupsCompared; onBy: (by: string) => void }) {
  return (
    <Select
      size="xs"
      w={240}
      label={t.by}
      data={found.groupings.map(({ id }) => ({ value: id, label: nameOfGrouping(id) }))}
      value={found.by}
      allowDeselect={false}
      searchable={found.groupings.length > 8}
      onChange={(value) => {
        if (value) onBy(value)
      }}
    />
  )
}

/** Agreement within groups of raters, ratings or items, beside that with the other groups. */
export function Groups({ slug, question, by, onBy }: GroupsProps) {
  const query = useQuery(comparing.groups(slug, question, by))
  const found = query.data
  if (query.isLoadingError) return <PartFailed query={query} />
  if (!found?.groups || found.groupings.length === 0) return null
  const rows = groupRows(found)
  const people = found.of !== 'items'
  return (
    <PlotFrame
      title={t.title(nameOfGrouping(found.by), found.text)}
      note={
        people
          ? t.notePeople(found.fewest_raters, found.fewest_units)
          : t.noteItems(found.fewest_units)
      }
      file={`${slug}-groups-${found.by.replace(/[^\w-]+/g, '-')}-${found.question}`}
      head={[
        t.group,
        t.raters,
        t.ratings,
        t.within,
        m.studio.comparing.low,
        m.studio.comparing.high,
        ...(people ? [t.across, t.association] : []),
        m.studio.comparing.why,
      ]}
      rows={found.groups.map((one) => [
        one.name,
        one.raters,
        one.ratings,
        one.within.value,
        one.within.low,
        one.within.high,
        ...(people ? [one.across?.value ?? null, one.association?.value ?? null] : []),
        one.within.reason,
      ])}
      height={(width) => intervalHeight(rows, width)}
      draw={(width) => <Intervals rows={rows} width={width} />}
    >
      <div className={shared.plotFoot}>
        <By found={found} onBy={onBy} />
        {found.left_out > 0 && (
          <span className={shared.small}>{t.leftOut(formatNumber(found.left_out))}</span>
        )}
      </div>
    </PlotFrame>
  )
}
