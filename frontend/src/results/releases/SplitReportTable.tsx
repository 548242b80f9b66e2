import type { SplitReport } from '../../api/releases'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { formatDuration, formatNumber, formatPercent, m } from '../../i18n'
import { labelColours } from '../../theme/labelColours'
import { SoftBar } from '../plots/SoftBar'
import styles from './releases.module.css'

/** How items were divided, or would be: one row per split, with its labels beside those of all. */
export function SplitReportTable({ report }: { report: SplitReport }) {
  const t = m.studio.releases.splits
  const names = Object.keys(report.strata)
  const colours = labelColours(names.map((id) => ({ id, text: id, valence: null })))
  const labels = names.map((id) => ({ id, text: id, colour: colours.get(id) ?? 'var(--accent)' }))
  const known = (strata: Record<string, number | null>) =>
    Object.fromEntries(Object.entries(strata).map(([id, share]) => [id, share ?? 0]))
  const columns = [
    { title: t.split },
    { title: t.items },
    { title: t.recordings },
    { title: t.speakers },
    { title: t.time },
    { title: t.labels },
    { title: t.apartColumn, note: t.apartNote },
  ]
  return (
    <>
      <CardTable columns={columns}>
        {report.splits.map((split) => (
          <CardRow key={split.name}>
            <Cell part="title">{split.name}</Cell>
            <Cell name={t.items} num>
              {formatNumber(split.items)}
              {split.share !== null && (
                <span className={styles.share}>
                  {formatPercent(split.share, 1)}
                  {split.wanted !== null && ` ${t.ofWanted(formatPercent(split.wanted, 1))}`}
                </span>
              )}
            </Cell>
            <Cell name={t.recordings} num>
              {formatNumber(split.recordings)}
            </Cell>
            <Cell name={t.speakers} num>
              {formatNumber(split.speakers)}
            </Cell>
            <Cell name={t.time} num empty={split.seconds === null}>
              {split.seconds === null ? '–' : formatDuration(split.seconds)}
            </Cell>
            <Cell name={t.labels} part="wide" empty={split.apart === null}>
              {split.apart !== null && <SoftBar labels={labels} shares={known(split.strata)} />}
            </Cell>
            <Cell name={t.apartColumn} num empty={split.apart === null}>
              {split.apart === null ? '–' : formatNumber(split.apart, 3)}
            </Cell>
          </CardRow>
        ))}
      </CardTable>
      <p className={styles.small}>
        {t.groups(report.groups, report.largest_group)}{' '}
        {report.in_no_split > 0 && t.inNone(report.in_no_split)}{' '}
        {report.moved > 0 && t.moved(report.moved)}{' '}
        {(report.near_duplicates ?? 0) > 0 && t.nearDuplicates(report.near_duplicates ?? 0)}{' '}
        {report.stratified_by !== null && t.stratifiedBy(report.stratified_by)}
      </p>
    </>
  )
}
