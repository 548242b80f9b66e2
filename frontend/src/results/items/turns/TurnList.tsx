import type { RecordedTurn } from '../../../api/types'
import { m } from '../../../i18n'
import { clock } from '../../../player/geometry'
import { TimeField } from '../../../schemes/kinds/timeline/List'
import type { Timeline } from '../../../schemes/kinds/timeline/useTimeline'
import { Icon } from '../../../theme/Icon'
import { Tag } from '../../../theme/Tag'
import type { DraftTurn } from './drafts'
import styles from './turns.module.css'
import type { Drafts } from './useDrafts'

/** As many rows as a page bears; the timeline zooms to the others. */
const MOST_ROWS = 60

interface RowProps {
  timeline: Timeline
  edits: Drafts
  draft: DraftTurn
  at: number
  original: RecordedTurn | undefined
  changed: boolean
}

function Marks({ original, changed }: { original: RecordedTurn | undefined; changed: boolean }) {
  return (
    <>
      {changed && <Tag tone="accent">{original ? m.turns.changed : m.turns.made}</Tag>}
      {original && original.ratings > 0 && <Tag>{m.turns.answers(original.ratings)}</Tag>}
    </>
  )
}

function Row({ timeline, edits, draft, at, original, changed }: RowProps) {
  const { labels, selected, segment, player, intervals } = timeline
  const interval = intervals[at]
  const label = labels.find(({ id }) => id === draft.speaker)
  if (!interval) return null
  const select = () => {
    timeline.onSelect(at)
  }
  return (
    <li className={styles.row} data-chosen={at === selected || undefined}>
      <button
        type="button"
        className={styles.number}
        aria-pressed={at === selected}
        aria-label={m.turns.row(
          at + 1,
          label?.text ?? draft.speaker,
          clock(draft.start),
          clock(draft.end),
        )}
        onClick={() => {
          select()
          player?.play({ start: segment.start + draft.start, end: segment.start + draft.end })
        }}
      >
        <span className={styles.swatch} style={{ background: label?.colour }} />
        <span className="num">{at + 1}</span>
        <Icon name="play" size={13} />
      </button>
      <select
        className={styles.field}
        aria-label={m.turns.speakerOf(at + 1)}
        value={draft.speaker}
        onChange={(event) => {
          edits.change(draft.key, { speaker: event.currentTarget.value })
        }}
      >
        {labels.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
      <span className={styles.times} dir="ltr">
        <TimeField timeline={timeline} at={at} interval={interval} edge="start" tabIndex={0} />
        <span aria-hidden="true">–</span>
        <TimeField timeline={timeline} at={at} interval={interval} edge="end" tabIndex={0} />
      </span>
      <input
        className={styles.words}
        dir="auto"
        aria-label={m.turns.text(at + 1)}
        placeholder={m.turns.textHint}
        // Written anew when the words were changed by other means.
        key={draft.text}
        defaultValue={draft.text}
        onFocus={select}
        onBlur={(event) => {
          const text = event.currentTarget.value.trim()
          if (text !== draft.text.trim()) edits.change(draft.key, { text })
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
      <Marks original={original} changed={changed} />
    </li>
  )
}

interface TurnListProps {
  timeline: Timeline
  edits: Drafts
  turns: readonly RecordedTurn[]
  changed: ReadonlySet<string>
}

/** The turns that the timeline shows, in words and numbers: all that the drawing can do. */
export function TurnList({ timeline, edits, turns, changed }: TurnListProps) {
  const { view } = timeline
  const onShow = edits.drafts
    .map((draft, at) => ({ draft, at }))
    .filter(({ draft }) => draft.end > view.start && draft.start < view.end)
  const rows = onShow.slice(0, MOST_ROWS)
  const originals = new Map(turns.map((turn) => [String(turn.id), turn]))
  return (
    <>
      {rows.length === 0 && <p className={styles.note}>{m.turns.none}</p>}
      {rows.length > 0 && (
        <ol className={styles.list} aria-label={m.turns.list}>
          {rows.map(({ draft, at }) => (
            <Row
              key={draft.key}
              {...{ timeline, edits, draft, at }}
              original={originals.get(draft.key)}
              changed={changed.has(draft.key)}
            />
          ))}
        </ol>
      )}
      {onShow.length > rows.length && (
        <p className={styles.note}>{m.turns.more(rows.length, onShow.length)}</p>
      )}
    </>
  )
}
