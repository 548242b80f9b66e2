import { useEffect, useRef, useState } from 'react'

import type { TraceQuestion } from '../../../api/types'
import { formatNumber, m } from '../../../i18n'
import { GamepadChoice } from './GamepadChoice'
import { drawnRange, shareOf } from './draw'
import { connectedGamepad, positionsOf, readAxes } from './gamepad'
import type { TraceRecorder } from './recorder'
import { traceRange } from './rules'
import styles from './trace.module.css'
import { useRecorderState } from './useTraceRecorder'
import { useTracePointer } from './useTracePointer'

interface ControlProps {
  question: TraceQuestion
  recorder: TraceRecorder
  area: HTMLElement | null
}

/** A meter that is read in every frame would talk without end; twice a second is enough. */
const SPOKEN_EVERY = 500
const LONGEST_FRAME = 0.1

const percent = (share: number) => `${String(Math.min(1, Math.max(0, share)) * 100)}%`

/** Where the value stands now: a bar for one dimension, a plane for two. */
export function TraceControl({ question, recorder, area }: ControlProps) {
  const { dimensions } = question
  const plane = dimensions.length > 1
  const unbounded = question.mode === 'unbounded'
  const { phase, countdown } = useRecorderState(recorder)
  const active = phase === 'recording' || phase === 'countdown'
  const [control, setControl] = useState<HTMLDivElement | null>(null)
  const thumb = useRef<HTMLDivElement>(null)
  const readout = useRef<HTMLOutputElement>(null)
  const [axes, setAxes] = useState(() => readAxes(dimensions.length))
  useTracePointer({ recorder, control, area, unbounded, plane, listening: active })

  useEffect(() => {
    let spoken = 0
    let last = performance.now()
    let frame = 0
    const show = () => {
      const values = recorder.input.values()
      const ranges = dimensions.map(({ id }, index) =>
        drawnRange(traceRange(question, id), recorder.buffer, values?.[index] ?? null),
      )
      const shares = ranges.map((range, index) => shareOf(values?.[index] ?? 0, range))
      const [first = 0.5, second = 0.5] = shares
      if (thumb.current) {
        thumb.current.hidden = values === null
        thumb.current.style.insetBlockEnd = percent(plane ? second : first)
        if (plane) thumb.current.style.insetInlineStart = percent(first)
      }
      const text = values
        ? dimensions.map((_, index) => formatNumber(values[index] ?? 0, 2)).join(' · ')
        : m.trace.none
      if (readout.current && readout.current.textContent !== text) {
        readout.current.textContent = text
      }
      const now = performance.now()
      if (control && now - spoken > SPOKEN_EVERY) {
        spoken = now
        control.setAttribute('aria-valuenow', String(values?.[0] ?? 0))
        control.setAttribute('aria-valuetext', text)
      }
    }
    const step = () => {
      const now = performance.now()
      const seconds = Math.min(LONGEST_FRAME, (now - last) / 1000)
      last = now
      const pad = connectedGamepad()
      if (pad) recorder.input.stick(positionsOf(pad, axes), seconds)
      show()
      frame = requestAnimationFrame(step)
    }
    show()
    if (!active) return
    frame = requestAnimationFrame(step)
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [active, phase, recorder, question, dimensions, plane, control, axes])

  const [x, y] = dimensions
  const upward = plane ? y : x
  return (
    <div className={styles.control} data-plane={plane || undefined} dir="ltr">
      <p className={styles.name} dir="auto">
        {dimensions.map(({ id, text }, index) => (
          <span key={id}>
            {index > 0 && ' · '}
            {plane && <i className={styles.line} data-second={index > 0 || undefined} />}
            {text ?? id}
          </span>
        ))}
      </p>
      <span className={styles.anchor}>{upward?.anchors?.[1] ?? ''}</span>
      <div className={styles.middle}>
        {plane && <span className={styles.anchor}>{x?.anchors?.[0] ?? ''}</span>}
        <div
          ref={setControl}
          className={styles.bar}
          data-plane={plane || undefined}
          data-active={active || undefined}
          role="meter"
          aria-label={dimensions.map(({ id, text }) => text ?? id).join(', ')}
          aria-valuemin={unbounded ? -1 : (x && traceRange(question, x.id)?.min) || 0}
          aria-valuemax={unbounded ? 1 : (x && traceRange(question, x.id)?.max) || 1}
          aria-valuenow={0}
        >
          <div ref={thumb} className={styles.thumb} hidden />
          {phase === 'countdown' && <span className={styles.countdown}>{countdown}</span>}
        </div>
        {plane && <span className={styles.anchor}>{x?.anchors?.[1] ?? ''}</span>}
      </div>
      <span className={styles.anchor}>{upward?.anchors?.[0] ?? ''}</span>
      <output ref={readout} className={styles.readout} aria-live="off" />
      <GamepadChoice dimensions={dimensions} axes={axes} onAxes={setAxes} />
    </div>
  )
}
