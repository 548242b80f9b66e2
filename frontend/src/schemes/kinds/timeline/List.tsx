import type { Interval } from '../../../api/types'
import { m } from '../../../i18n'
import { clock } from '../../../player/geometry'
import { Icon } from '../../../theme/Icon'
import { leaveOnKey } from '../../widgets/fields'
import { moveEdge, relabel, remove } from './edits'
import type { Edge } from './edits'
import styles from './timeline.module.css'
import type { Timeline } from './useTimeline'

/** Two digits are written, three are kept. */
const STEP = 0.01

/** Seconds of one edge, as a field. */
export function TimeField({
  timeline,
  at,
  interval,
  edge,
  tabIndex = -1,
}: {
  timeline: Timeline
  at: number
  interval: Interval
  edge: Edge
  /** Reached by keys of the kind alone where a question has one place for Tab. */
  tabIndex?: number
}) {
  const { intervals, limits, disabled } = timeline
  return (
    <input
      type="number"
      className={styles.time}
      aria-label={m.timeline.edgeOf(m.timeline.handles[edge], at + 1)}
      min={0}
      max={limits.seconds}
      step={STEP}
      tabIndex={tabIndex}
      disabled={disabled}
      // The field is written anew when the edge was moved by other means.
      key={interval[edge]}
      defaultValue={interval[edge].toFixed(2)}
      onBlur={(event) => {
        const time = event.currentTarget.valueAsNumber
        const same = event.currentTarget.value === interval[edge].toFixed(2)
        if (!same && Number.isFinite(time)) {
          timeline.accept(moveEdge(intervals, at, edge, time, limits))
        }
      }}
      onKeyDown={(event) => {
        leaveOnKey(event, true)
      }}
    />
  )
}

function Row({ timeline, interval, at }: { timeline: Timeline; interval: Interval; at: number }) {
  const { labels, tracks, intervals, selected, segment, player, disabled } = timeline
  const label = labels.find(({ id }) => id === interval.label)
  const track = tracks.find(({ id }) => id === interval.track)
  const { start, end } = interval
  return (
    <li className={styles.item} data-chosen={at === selected || undefined}>
      <button
        type="button"
        className={styles.choose}
        data-option
        tabIndex={-1}
        aria-pressed={at === selected}
        aria-label={m.timeline.interval(
          at + 1,
          label?.text ?? interval.label,
          clock(start),
          clock(end),
        )}
        onClick={() => {
          timeline.onSelect(at)
          player?.seekTo(segment.start + start)
        }}
      >
        <span className={styles.swatch} style={{ background: label?.colour }} />
        <span className="num">{at + 1}</span>
      </button>
      <select
        className={styles.label}
        aria-label={m.timeline.labelOf(at + 1)}
        tabIndex={-1}
        value={interval.label}
        disabled={disabled}
        onChange={(event) => {
          timeline.accept(relabel(intervals, at, event.currentTarget.value))
        }}
      >
        {labels.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
      {track && <small dir="auto">{track.text || track.id}</small>}
      <TimeField timeline={timeline} at={at} interval={interval} edge="start" />
      <span aria-hidden="true">–</span>
      <TimeField timeline={timeline} at={at} interval={interval} edge="end" />
      <button
        type="button"
        className={styles.small}
        tabIndex={-1}
        aria-label={m.timeline.playOne(at + 1)}
        onClick={() => player?.play({ start: segment.start + start, end: segment.start + end })}
      >
        <Icon name="play" size={14} />
      </button>
      <button
        type="button"
        className={styles.small}
        tabIndex={-1}
        aria-label={m.timeline.removeOne(at + 1)}
        disabled={disabled}
        onClick={() => {
          timeline.accept(remove(intervals, at))
        }}
      >
        <Icon name="close" size={14} />
      </button>
    </li>
  )
}

/** The intervals in words and numbers: all that the drawing says, and can do, without it. */
export function TimelineList({ timeline }: { timeline: Timeline }) {
  return (
    <ol className={styles.list} aria-label={m.timeline.list}>
      {timeline.intervals.map((interval, at) => (
        <Row key={at} timeline={timeline} interval={interval} at={at} />
      ))}
    </ol>
  )
}
