import { Select } from '@mantine/core'
import { useSearchParams } from 'react-router'

import type { Disagreement, ScaleQuestion, Question } from '../../api/types'
import { Panel } from '../../app/Page'
import { formatNumber, m } from '../../i18n'
import { AskAll } from './Ask'
import styles from './explorer.module.css'
import { changed, needLines, queryOf, ratingsNeeded } from './query'

const t = m.studio.explorer
const SHARES = [0.4, 0.5, 0.6, 0.7, 0.8]
const PARTS_OF_A_SCALE = [0.1, 0.15, 0.2, 0.25, 0.35]

/** Widths to choose from, with the one in force among them. */
export function widthsOf(question: Question, target: number): number[] {
  const scale = question.kind === 'scale' ? (question satisfies ScaleQuestion) : null
  const widths = scale ? PARTS_OF_A_SCALE.map((part) => part * (scale.max - scale.min)) : SHARES
  return [...new Set([...widths, target])].sort((a, b) => a - b)
}

/** How many items need how many more raters, and a way to ask for them. */
export function NeedPanel({
  slug,
  question,
  list,
}: {
  slug: string
  question: Question
  list: Disagreement
}) {
  const [search, setSearch] = useSearchParams()
  if (list.need === null) return null
  const lines = needLines(list.need)
  return (
    <Panel title={t.need} note={t.needNote(formatNumber(list.target, 2))}>
      <div className={styles.need}>
        {lines.length === 0 ? (
          <p>{t.needNone}</p>
        ) : (
          <ul>
            {lines.map(({ items, raters, capped }) => (
              <li key={raters}>{t.needLine(items, raters, capped)}</li>
            ))}
          </ul>
        )}
        <Select
          size="xs"
          w={130}
          label={t.width}
          data={widthsOf(question, list.target).map((width) => ({
            value: String(width),
            label: formatNumber(width, 2),
          }))}
          value={String(list.target)}
          allowDeselect={false}
          onChange={(value) => {
            setSearch((now) => changed(now, 'target', value), { replace: true })
          }}
        />
        {lines.length > 0 && (
          <AskAll
            slug={slug}
            where={{ ...queryOf(search), question: list.question }}
            ratings={ratingsNeeded(list.need)}
          />
        )}
      </div>
    </Panel>
  )
}
