import { useEffect, useRef } from 'react'

import type { TraceQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { fitCanvas } from '../../../player/canvas'
import type { SegmentPlayer } from '../../../player/segmentPlayer'
import { drawRecent, drawWhole, drawnRange } from './draw'
import type { TraceRecorder } from './recorder'
import { traceRange } from './rules'
import styles from './trace.module.css'
import { useRecorderState } from './useTraceRecorder'

interface StripProps {
  question: TraceQuestion
  recorder: TraceRecorder
  player: SegmentPlayer | null
  seconds: number
}

function styleOf(element: Element) {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return { colours: [colour('--accent'), colour('--trace-second')], grid: colour('--line') }
}

/** The last seconds of the trace while it is recorded; the whole of it when it is not. */
export function TraceStrip({ question, recorder, player, seconds }: StripProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const cursor = useRef<HTMLDivElement>(null)
  const { phase } = useRecorderState(recorder)
  const recording = phase === 'recording'

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const style = styleOf(element)
    const { buffer } = recorder
    const ranges = () =>
      question.dimensions.map(({ id }) => drawnRange(traceRange(question, id), buffer, null))
    if (recording) {
      let frame = 0
      const step = () => {
        drawRecent(element, buffer, ranges(), recorder.time(), style)
        frame = requestAnimationFrame(step)
      }
      frame = requestAnimationFrame(step)
      return () => {
        cancelAnimationFrame(frame)
      }
    }
    const redraw = () => {
      if (buffer.length > 0) drawWhole(element, buffer, ranges(), seconds, style)
      else fitCanvas(element)
    }
    redraw()
    const observer = new ResizeObserver(redraw)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [recording, phase, recorder, question, seconds])

  useEffect(() => {
    if (!player || recording) return
    const show = () => {
      if (!cursor.current) return
      const share = Math.min(1, Math.max(0, recorder.time() / seconds))
      cursor.current.style.insetInlineStart = `${String(share * 100)}%`
    }
    show()
    return player.onTime(show)
  }, [player, recorder, recording, seconds])

  return (
    <div className={styles.strip} dir="ltr" role="img" aria-label={m.trace.strip}>
      <canvas ref={canvas} />
      {!recording && <div ref={cursor} className={styles.cursor} />}
    </div>
  )
}
