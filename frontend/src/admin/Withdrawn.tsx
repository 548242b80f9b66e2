import { useQuery } from '@tanstack/react-query'

import { withdrawals } from '../api/withdrawals'
import { Panel } from '../app/Page'
import { PartFailed } from '../app/States'
import { formatDate, m } from '../i18n'
import styles from './admin.module.css'

/** The record of what was taken back; nothing where nothing was. */
export function Withdrawn() {
  const t = m.withdraw
  const query = useQuery(withdrawals())
  const { data } = query
  if (query.isLoadingError) return <PartFailed query={query} />
  if (!data || data.length === 0) return null
  return (
    <Panel title={t.list} note={t.listNote}>
      <ul className={styles.withdrawn}>
        {data.map(({ at, by, kind, reason, items, ratings, releases }) => (
          <li key={at}>
            <strong>{t.row(formatDate(at), t.kinds[kind], t.reasons[reason])}</strong>{' '}
            {t.gone(items, ratings)} {by !== null && t.by(by)}
            {releases.map(({ release, version, was }) => (
              <div key={was}>{t.changed(release, version, was.slice(0, 16))}</div>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
