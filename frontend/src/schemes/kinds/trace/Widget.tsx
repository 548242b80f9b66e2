import { useState } from 'react'
import { createPortal } from 'react-dom'

import { Key } from '../../../actions/Key'
import type { TraceQuestion } from '../../../api/types'
import { formatNumber, m } from '../../../i18n'
import { clock } from '../../../player/geometry'
import { Icon } from '../../../theme/Icon'
import { useStage, useStageHandle } from '../../stage'
import { useTraceJournal } from '../../traceJournal'
import type { WidgetProps } from '../../types'
import { TraceControl } from './Control'
import { TraceStrip } from './Strip'
import type { TraceFinding } from './checks'
import type { RecorderState, TraceRecorder } from './recorder'
import { traceIn } from './value'
import styles from './trace.module.css'
import { useRecorderState, useTraceRecorder } from './useTraceRecorder'

function faultText({ fault, found, atSeconds }: TraceFinding): string {
  return m.trace.faults[fault](formatNumber(found, 1), clock(atSeconds))
}

function statusText(state: RecorderState, recorder: TraceRecorder, seconds: number): string {
  switch (state.phase) {
    case 'idle':
      return m.trace.idle
    case 'countdown':
      return m.trace.startsInSpoken(state.countdown)
    case 'recording':
      return m.trace.recording
    case 'paused':
      return m.trace.paused(clock(Math.max(0, recorder.buffer.lastTime)), clock(seconds))
    case 'done':
      return m.trace.done(clock(seconds))
  }
}

function Faults({ state, recorder }: { state: RecorderState; recorder: TraceRecorder }) {
  const [first] = state.faults
  const busy = state.phase === 'recording' || state.phase === 'countdown'
  return (
    <div role="alert" className={styles.faults}>
      {state.faults.map((finding) => (
        <p key={finding.fault}>
          <Icon name="warning" size={15} />
          {faultText(finding)}
        </p>
      ))}
      {first && !busy && first.atSeconds > 0 && (
        <button
          type="button"
          className={styles.tool}
          onClick={() => {
            recorder.start(first.atSeconds)
          }}
        >
          <Icon name="record" size={15} />
          {m.trace.fromHere(clock(first.atSeconds))}
        </button>
      )}
    </div>
  )
}

const ACT = { idle: 'record', countdown: 'pause', recording: 'pause', paused: 'goOn' } as const

function Buttons({
  state,
  recorder,
  disabled,
  onListen,
}: {
  state: RecorderState
  recorder: TraceRecorder
  disabled: boolean
  onListen: () => void
}) {
  const busy = state.phase === 'recording' || state.phase === 'countdown'
  return (
    <div className={styles.buttons}>
      {state.phase !== 'done' && (
        <button
          type="button"
          className={styles.record}
          data-busy={busy || undefined}
          data-option
          tabIndex={-1}
          disabled={disabled}
          onClick={recorder.toggle}
        >
          <Icon name={busy ? 'pause' : 'record'} size={16} />
          {m.trace[ACT[state.phase]]}
          <Key name="Space" />
        </button>
      )}
      <button
        type="button"
        className={styles.tool}
        data-option
        tabIndex={-1}
        disabled={disabled || state.phase === 'idle'}
        onClick={() => {
          recorder.start()
        }}
      >
        <Icon name="refresh" size={15} />
        {m.trace.again}
        <Key name="r" />
      </button>
      <button
        type="button"
        className={styles.tool}
        data-option
        tabIndex={-1}
        disabled={busy}
        onClick={onListen}
      >
        <Icon name="play" size={15} />
        {m.trace.listen}
        <Key name="p" />
      </button>
    </div>
  )
}

/** A trace: its card says how far the recording is; the value is moved and drawn on the stage. */
export function TraceWidget(props: WidgetProps<TraceQuestion>) {
  const { question, answer, disabled, task, player, onValue } = props
  const stage = useStage()
  const journal = useTraceJournal()
  const media = task?.media ?? null
  const start = media?.start_seconds ?? null
  const end = media?.end_seconds ?? null
  const segment = start !== null && end !== null ? { start, end } : null
  const recorder = useTraceRecorder({
    question,
    player,
    segment,
    value: traceIn(answer?.value),
    onValue,
    onPart: (part) => {
      journal?.(question.id, part)
    },
  })
  const state = useRecorderState(recorder)
  const [told, setTold] = useState('')
  const shown = stage.owner === question.id

  const tell = () => {
    const values = recorder?.input.values()
    const parts = question.dimensions.map(({ id, text }, index) =>
      m.trace.value(text ?? id, formatNumber(values?.[index] ?? 0, 2)),
    )
    const at = m.trace.at(clock(recorder?.time() ?? 0))
    setTold(values ? `${parts.join(', ')}, ${at}` : m.trace.none)
  }
  const listen = () => {
    if (state.phase !== 'recording' && state.phase !== 'countdown') player?.toggle()
  }
  useStageHandle(question.id, (command, key) => {
    if (command === 'toggle' && state.phase === 'done') listen()
    else if (command === 'toggle') recorder?.toggle()
    else if (command === 'again') recorder?.start()
    else if (command === 'press') recorder?.input.press(key)
    else if (command === 'listen') listen()
    else tell()
  })

  if (!recorder || !segment) return <p className={styles.status}>{m.trace.needsMedia}</p>
  const seconds = segment.end - segment.start
  return (
    <div className={styles.card}>
      <p className={styles.small}>{m.trace.tooSmall}</p>
      <div className={styles.large}>
        <p className={styles.status} data-phase={state.phase}>
          {statusText(state, recorder, seconds)}
        </p>
        <Faults state={state} recorder={recorder} />
        <Buttons state={state} recorder={recorder} disabled={disabled} onListen={listen} />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {told}
      </p>
      {shown &&
        stage.side &&
        createPortal(
          <TraceControl question={question} recorder={recorder} area={stage.area} />,
          stage.side,
        )}
      {shown &&
        stage.below &&
        createPortal(
          <>
            <TraceStrip question={question} recorder={recorder} player={player} seconds={seconds} />
            <p className={styles.how}>
              {question.dimensions.length > 1 ? m.trace.howPlane : m.trace.how}
            </p>
          </>,
          stage.below,
        )}
    </div>
  )
}
