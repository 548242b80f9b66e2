import { useQuery } from '@tanstack/react-query'

import { decisions } from '../../api/decisions'
import type { Anchoring, Quality } from '../../api/types'
import { Panel } from '../../app/Page'
import { Loading } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import { useProject } from '../ProjectLayout'
import { ShareBars, sharesHeight } from '../plots/Bars'
import { PlotFrame } from '../plots/PlotFrame'
import shared from '../results.module.css'
import styles from './overview.module.css'

const t = m.studio.attention
const GROUPS = [
  ['blind', 'var(--line-strong)'],
  ['after', 'var(--accent)'],
  ['upfront', 'var(--accent-strong)'],
] as const

/** How far each presentation is. */
export function Arms({ arms }: { arms: NonNullable<Quality['arms']> }) {
  if (arms.length === 0) return null
  return (
    <Panel title={t.arms} note={t.armsNote}>
      <dl className={styles.arms}>
        {arms.map(({ arm, ratings, wanted, complete, items }) => (
          <div key={arm}>
            <dt>{m.studio.items.arms[arm] ?? arm}</dt>
            <dd>
              <div className={styles.tileBar} aria-hidden="true">
                <span
                  style={{ inlineSize: formatPercent(Math.min(1, ratings / Math.max(1, wanted))) }}
                />
              </div>
              <span className="num">{t.armLine(ratings, wanted, complete, items)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** A bar per question and way of answering; groups in which nobody answered are left out. */
export function anchoringRows(readings: readonly Anchoring[]) {
  return readings.flatMap(({ question, groups, same_as_draft: same }) =>
    GROUPS.flatMap(([group, colour]) => {
      const n = groups[group]?.n ?? 0
      if (n === 0) return []
      const text = `${question}, ${t.groups[group] ?? group}`
      return [
        {
          id: `${question} ${group}`,
          text,
          share: same[group] ?? null,
          count: n,
          colour,
          question,
          group,
        },
      ]
    }),
  )
}

/** Whether drafts of a model pull answers towards them. */
export function AnchoringReading({ exposures }: { exposures: number }) {
  const { slug } = useProject()
  const query = useQuery(decisions.anchoring(slug))
  return (
    <Loading query={query} rows={2}>
      {(readings) => {
        const rows = anchoringRows(readings)
        if (exposures === 0 || rows.length === 0) {
          return (
            <Panel title={t.anchoring}>
              <p className={shared.small}>{t.anchoringEmpty}</p>
            </Panel>
          )
        }
        return (
          <PlotFrame
            title={t.anchoring}
            note={t.anchoringNote(exposures)}
            file={`${slug}-anchoring`}
            head={[t.question, t.group, t.same, t.answers]}
            rows={rows.map((row) => [
              row.question,
              t.groups[row.group] ?? row.group,
              row.share,
              row.count,
            ])}
            height={sharesHeight(rows)}
            draw={(width) => <ShareBars rows={rows} width={width} />}
          >
            <ul className={styles.moved}>
              {readings
                .filter(({ moved }) => moved.n > 0)
                .map(({ question, moved }) => (
                  <li key={question}>{t.moved(question, moved.changed, moved.n, moved.towards)}</li>
                ))}
            </ul>
          </PlotFrame>
        )
      }}
    </Loading>
  )
}
