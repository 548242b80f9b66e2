import { useEffect, useRef } from 'react'

import { m } from '../../../i18n'
import { WaveformView } from '../../../player/WaveformView'
import { clock } from '../../../player/geometry'
import type { Playable } from '../../../player/playable'
import { createScope } from '../../../player/scope'
import { Icon } from '../../../theme/Icon'
import { useColourScheme } from '../../../theme/useColourScheme'
import { Lane } from './Lane'
import styles from './timeline.module.css'
import type { Timeline } from './useTimeline'
import { pan, rulerStep, zoom } from './viewport'

const HEIGHT = 84
const MARKS = 8
const WHEEL_ZOOM = 1.0018

/** Parts of a second only where marks stand closer than a second. */
function rulerText(time: number, digits: number): string {
  if (time < 60) return `${time.toFixed(digits)} s`
  return digits === 0 ? clock(time).replace(/\.\d$/, '') : clock(time)
}

function Ruler({ timeline }: { timeline: Timeline }) {
  const { start, end } = timeline.view
  const step = rulerStep(end - start, MARKS)
  const first = Math.ceil(start / step - 1e-9)
  const marks = Array.from(
    { length: Math.max(0, Math.floor(end / step + 1e-9) - first + 1) },
    (_, index) => (first + index) * step,
  )
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2
  return (
    <div className={styles.ruler} aria-hidden="true">
      {marks.map((time) => (
        <span key={time} style={{ left: `${String(((time - start) / (end - start)) * 100)}%` }}>
          {rulerText(time, digits)}
        </span>
      ))}
    </div>
  )
}

function Cursor({ timeline }: { timeline: Timeline }) {
  const line = useRef<HTMLDivElement>(null)
  const { player, view } = timeline
  useEffect(() => {
    const show = () => {
      if (!line.current) return
      const share = (timeline.time() - view.start) / (view.end - view.start)
      line.current.hidden = share < 0 || share > 1
      line.current.style.left = `${String(share * 100)}%`
    }
    show()
    return player?.onTime(show)
  }, [player, timeline, view])
  return <div ref={line} className={styles.cursor} />
}

function Tools({ timeline }: { timeline: Timeline }) {
  const tool = (name: string, key: string, label: string, icon: 'zoomIn' | 'zoomOut') => (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      onClick={() => {
        timeline.command(name, key)
      }}
    >
      <Icon name={icon} size={16} />
    </button>
  )
  return (
    <div className={styles.tools}>
      {tool('zoom', '-', m.timeline.zoomOut, 'zoomOut')}
      {tool('zoom', '+', m.timeline.zoomIn, 'zoomIn')}
      <button type="button" className={styles.tool} onClick={() => timeline.command('all', '0')}>
        {m.timeline.all}
      </button>
      <label className={styles.snap}>
        <input type="checkbox" checked={timeline.snapping} onChange={timeline.toggleSnapping} />
        {m.timeline.snap}
      </label>
      <div className={styles.handles} role="group" aria-label={m.timeline.arrowsMove}>
        <span>{m.timeline.arrowsMove}</span>
        {(['whole', 'start', 'end'] as const).map((handle, index) => (
          <button
            key={handle}
            type="button"
            className={styles.tool}
            aria-pressed={timeline.handle === handle}
            onClick={() => {
              timeline.setHandle(handle)
            }}
          >
            <kbd>{index + 1}</kbd>
            {m.timeline.handles[handle]}
          </button>
        ))}
      </div>
    </div>
  )
}

/** A wheel zooms around the pointer, sideways it pans; two fingers do both. */
function useViewGestures(area: React.RefObject<HTMLDivElement | null>, timeline: Timeline) {
  const latest = useRef(timeline)
  useEffect(() => {
    latest.current = timeline
  })
  useEffect(() => {
    const element = area.current
    if (!element) return
    const scope = createScope()
    const fingers = new Map<number, number>()
    const whole = () => ({ start: 0, end: latest.current.limits.seconds })
    const timeAt = (x: number) => {
      const { view } = latest.current
      const rect = element.getBoundingClientRect()
      return view.start + ((x - rect.left) / rect.width) * (view.end - view.start)
    }
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { view, setView } = latest.current
      const sideways = event.shiftKey ? event.deltaY : event.deltaX
      if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) {
        const seconds = (sideways / element.clientWidth) * (view.end - view.start)
        setView(pan(view, seconds, whole()))
      } else {
        setView(zoom(view, WHEEL_ZOOM ** event.deltaY, timeAt(event.clientX), whole()))
      }
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    scope.own(() => {
      element.removeEventListener('wheel', onWheel)
    })
    scope.listen(element, 'pointerdown', (event) => {
      const { pointerId, clientX, pointerType } = event as PointerEvent
      if (pointerType === 'touch') fingers.set(pointerId, clientX)
    })
    scope.listen(element, 'pointermove', (event) => {
      const { pointerId, clientX } = event as PointerEvent
      if (!fingers.has(pointerId)) return
      const before = [...fingers.values()]
      fingers.set(pointerId, clientX)
      const [a = 0, b = 0] = before
      const [c = 0, d = 0] = fingers.values()
      if (before.length !== 2 || Math.abs(c - d) < 10) return
      const { view, setView } = latest.current
      setView(zoom(view, Math.abs(a - b) / Math.abs(c - d), timeAt((c + d) / 2), whole()))
    })
    const lift = (event: Event) => {
      fingers.delete((event as PointerEvent).pointerId)
    }
    scope.listen(element, 'pointerup', lift)
    scope.listen(element, 'pointercancel', lift)
    return scope.dispose
  }, [area])
}

/** Waveform, tracks and tools; as wide as the media pane. */
export function TimelineEditor({ timeline, media }: { timeline: Timeline; media: Playable }) {
  const area = useRef<HTMLDivElement>(null)
  const { scheme } = useColourScheme()
  useViewGestures(area, timeline)
  const { view, segment, tracks, player } = timeline
  const absolute = { start: segment.start + view.start, end: segment.start + view.end }
  const several = tracks.length > 1
  return (
    <section className={styles.editor} aria-label={m.timeline.title}>
      <div ref={area} className={styles.area} dir="ltr">
        <Ruler timeline={timeline} />
        {media.peaks_url !== null && (
          <WaveformView
            media={media}
            peaksUrl={media.peaks_url}
            player={player}
            scheme={scheme}
            view={absolute}
            height={HEIGHT}
          />
        )}
        {tracks.map((track) => (
          <div key={track.id} className={styles.track}>
            {several && <b dir="auto">{track.text || track.id}</b>}
            <Lane timeline={timeline} track={several ? track.id : undefined} />
          </div>
        ))}
        <Cursor timeline={timeline} />
      </div>
      <Tools timeline={timeline} />
    </section>
  )
}
