import type { GivenToItem } from '../../../api/types'
import { formatPercent, m } from '../../../i18n'
import styles from '../explorer.module.css'
import { isCareless } from './votes'

const t = m.studio.explorer

export const nameOf = (given: GivenToItem) => given.name ?? t.unknownRater

/** Who gave an answer, and whether it is perhaps careless. */
export function Name({ given }: { given: GivenToItem }) {
  return (
    <span className={styles.name}>
      <bdi>{nameOf(given)}</bdi>
      {isCareless(given) && <em>{t.carelessMark(formatPercent(given.careless ?? 0))}</em>}
    </span>
  )
}
