import { useLayoutEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'

import type { Interval, TimelineQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { playableOf } from '../../../player/playable'
import type { Playable } from '../../../player/playable'
import { useStage, useStageHandle } from '../../stage'
import type { WidgetProps } from '../../types'
import { TimelineEditor } from './Editor'
import { TimelineList } from './List'
import { Palette } from './Palette'
import { spokenEdges } from './edges'
import { limitsOf } from './edits'
import { handOf, readHand } from './hand'
import { tracksOf } from './rules'
import styles from './timeline.module.css'
import { useTimeline } from './useTimeline'
import type { Timeline } from './useTimeline'
import { intervalsIn } from './value'

const NONE: Interval[] = []

/** Tells the page of a mark that has no end yet: it asks before it leaves that out. */
function OpenInHand({ open, picked, onPick }: WidgetProps<TimelineQuestion> & { open: boolean }) {
  // With what is drawn: Enter may come right after the key that ends the mark.
  useLayoutEffect(() => {
    const now = readHand(picked)
    if (now.open !== open) onPick(handOf({ ...now, open }))
  }, [open, picked, onPick])
  return null
}

/** What to do next: it depends on what is in hand. */
function howTo({ open, brush, labels }: Timeline): string {
  if (open) return m.timeline.howOpen
  const inHand = labels.find(({ id }) => id === brush)
  return inHand ? m.timeline.howInHand(inHand.text) : m.timeline.how
}

function Answering({ media, ...props }: WidgetProps<TimelineQuestion> & { media: Playable }) {
  const { question, answer, labels, picked, disabled, task, player } = props
  const stage = useStage()
  const [said, setSaid] = useState('')
  const given = intervalsIn(answer?.value)
  const { start_seconds: start, end_seconds: end } = media
  const segment = useMemo(() => ({ start, end }), [start, end])
  const limits = useMemo(() => limitsOf(question, end - start), [question, start, end])
  const edges = useMemo(() => spokenEdges(task), [task])
  const { at, open } = useMemo(() => readHand(picked), [picked])
  const timeline = useTimeline({
    labels,
    tracks: tracksOf(question).map(({ id, text }) => ({ id, text: text ?? '' })),
    intervals: given ?? NONE,
    limits,
    edges,
    segment,
    player,
    selected: at < (given?.length ?? 0) ? at : -1,
    disabled,
    // Taking the last one away leaves the question open; only the button says that there is none.
    onChange: (intervals) => {
      props.onValue(intervals.length > 0 ? intervals : null)
    },
    onSelect: (next) => {
      props.onPick(handOf({ at: next, open }))
    },
    onSay: (what) => {
      setSaid(what === null ? '' : m.timeline.said[what])
    },
  })
  useStageHandle(question.id, timeline.command)
  const count = given?.length ?? 0
  return (
    <div>
      <OpenInHand {...props} open={timeline.open !== null} />
      <Palette timeline={timeline} labels={labels} name={m.timeline.labels} inQuestion />
      <p className={styles.how}>{howTo(timeline)}</p>
      <p className={styles.said} role="status">
        {said}
      </p>
      {count > 0 && <TimelineList timeline={timeline} />}
      {count === 0 && (
        <button
          type="button"
          className={styles.nothing}
          data-option
          tabIndex={-1}
          aria-pressed={given !== null}
          disabled={disabled}
          onClick={() => {
            props.onValue(given === null ? [] : null)
          }}
        >
          {m.timeline.nothing}
        </button>
      )}
      <p className={styles.narrow}>{m.timeline.narrow}</p>
      {stage.owner === question.id &&
        stage.below &&
        createPortal(<TimelineEditor timeline={timeline} media={media} />, stage.below)}
    </div>
  )
}

/** Labelled intervals: drawn and moved on the stage, listed in the card. */
export function TimelineWidget(props: WidgetProps<TimelineQuestion>) {
  const media = useMemo(() => playableOf(props.task?.media ?? null), [props.task])
  if (!media) return <p className={styles.how}>{m.timeline.needsMedia}</p>
  return <Answering {...props} media={media} />
}
