import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

import { keyName } from '../../../actions/keyboard'
import type { TraceQuestion, TraceValue } from '../../../api/types'
import type { Span } from '../../../player/geometry'
import { createScope } from '../../../player/scope'
import type { SegmentPlayer } from '../../../player/segmentPlayer'
import type { TracePart } from '../../traceJournal'
import { createTraceRecorder } from './recorder'
import type { RecorderState, TraceRecorder } from './recorder'

const IDLE: RecorderState = { phase: 'idle', countdown: 0, faults: [] }
const nothing = () => () => undefined
const idle = () => IDLE

/** A recorder for this question on this player. What it commits is the answer; it adopts others. */
export function useTraceRecorder(options: {
  question: TraceQuestion
  player: SegmentPlayer | null
  segment: Span | null
  value: TraceValue | null
  onValue: (value: TraceValue) => void
  onPart: (part: TracePart) => void
}): TraceRecorder | null {
  const { question, player, segment, value } = options
  const [recorder, setRecorder] = useState<TraceRecorder | null>(null)
  const latest = useRef(options)
  /** What which recorder has already: it gave it, or was given it. */
  const known = useRef<{ recorder: TraceRecorder | null; value: TraceValue | null }>({
    recorder: null,
    value: null,
  })
  useEffect(() => {
    latest.current = options
  })
  const start = segment?.start
  const end = segment?.end

  useEffect(() => {
    if (!player || start === undefined || end === undefined) return
    const created = createTraceRecorder({
      question,
      player,
      segment: { start, end },
      onCommit: (next) => {
        known.current = { recorder: created, value: next }
        latest.current.onValue(next)
      },
      onPart: (part) => {
        latest.current.onPart(part)
      },
    })
    const scope = createScope()
    scope.own(created.dispose)
    scope.listen(window, 'keyup', (event) => {
      // The modifier may have gone first: the key alone says what was let go.
      created.input.release(
        keyName(event as KeyboardEvent)
          .split('+')
          .at(-1) ?? '',
      )
    })
    scope.listen(window, 'blur', created.input.releaseAll)
    // A hidden tab draws no frames: what was recorded there would be full of holes.
    scope.listen(document, 'visibilitychange', () => {
      if (document.hidden) created.pause()
    })
    setRecorder(created)
    return () => {
      scope.dispose()
      setRecorder(null)
    }
  }, [question, player, start, end])

  // Undo, a reload, another window: whatever the answer is, the recorder goes on from it.
  useEffect(() => {
    if (!recorder) return
    const has = known.current.recorder === recorder ? known.current.value : null
    known.current = { recorder, value }
    if (value !== has) recorder.adopt(value)
  }, [recorder, value])

  return recorder
}

export function useRecorderState(recorder: TraceRecorder | null): RecorderState {
  return useSyncExternalStore(recorder?.subscribe ?? nothing, recorder?.getState ?? idle)
}
