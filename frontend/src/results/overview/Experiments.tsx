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

/** A bar per way of answering; groups in which nobody answered are left out. */
function anchoringRows({ groups, same_as_draft: same }: Anchoring) {
  return GROUPS.flatMap(([group, colour]) => {
    const n = groups[group]?.n ?? 0
    return n === 0
      ? []
      : [
          {
            id: group,
            text: t.groups[group] ?? group,
            share: same[group] ?? null,
            count: n,
            colour,
          },
        ]
  })
}

function AnchoringOf({ reading, exposures }: { reading: Anchoring; exposures: number }) {
  const { slug, scheme } = useProject()
  const { question: id, moved } = reading
  const question = scheme.questions.find((one) => one.id === id)?.text ?? id
  const rows = anchoringRows(reading)
  return (
    <PlotFrame
      title={t.anchoringOf(question)}
      note={t.anchoringNote(exposures)}
      file={`${slug}-anchoring-${id}`}
      head={[t.group, t.same, t.answers]}
      rows={rows.map((row) => [row.text, row.share, row.count])}
      height={sharesHeight(rows)}
      draw={(width) => <ShareBars rows={rows} width={width} />}
    >
      {moved.n > 0 && (
        <p className={styles.moved}>{t.moved(moved.changed, moved.n, moved.towards)}</p>
      )}
    </PlotFrame>
  )
}

/** Whether drafts of a model pull answers towards them. */
export function AnchoringReading({ exposures }: { exposures: number }) {
  const { slug } = useProject()
  const query = useQuery(decisions.anchoring(slug))
  return (
    <Loading query={query} rows={2}>
      {(readings) => {
        const some = readings.filter((reading) => anchoringRows(reading).length > 0)
        return exposures === 0 || some.length === 0 ? (
          <Panel title={t.anchoring}>
            <p className={shared.small}>{t.anchoringEmpty}</p>
          </Panel>
        ) : (
          some.map((reading) => (
            <AnchoringOf key={reading.question} reading={reading} exposures={exposures} />
          ))
        )
      }}
    </Loading>
  )
}
