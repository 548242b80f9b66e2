import { useEffect } from 'react'

import { createScope } from '../../../player/scope'
import type { TraceRecorder } from './recorder'

/** A pointer this far beside the control still counts, and is drawn in to its end, pixels. */
const MARGIN = 28
/** One notch of a usual wheel, and what it moves. */
const NOTCH_PIXELS = 100
const NOTCH = 1 / 40

interface Place {
  recorder: TraceRecorder | null
  /** What is pointed at: its height (and width) is the range. */
  control: HTMLElement | null
  /** Where a mouse moves the value; for one dimension this is the picture as well. */
  area: HTMLElement | null
  unbounded: boolean
  plane: boolean
  listening: boolean
}

function within(rect: DOMRect, x: number, y: number, margin: number): boolean {
  return (
    x >= rect.left - margin &&
    x <= rect.right + margin &&
    y >= rect.top - margin &&
    y <= rect.bottom + margin
  )
}

/**
 * A mouse moves the value by where it is, with no button held; a finger or pen while it is down.
 * Where there are no ends, the movement counts and not the place.
 */
export function useTracePointer(place: Place): void {
  const { recorder, control, area, unbounded, plane, listening } = place
  useEffect(() => {
    if (!recorder || !control || !listening) return
    const { input } = recorder
    const scope = createScope()
    const wide = plane ? control : (area ?? control)
    let down = false
    let last: { x: number; y: number } | null = null
    const point = (event: PointerEvent, device: 'mouse' | 'touch') => {
      const rect = control.getBoundingClientRect()
      if (unbounded) {
        const { clientX, clientY } = event
        if (last) {
          if (plane) input.moveBy(0, (clientX - last.x) / rect.width, device)
          input.moveBy(plane ? 1 : 0, (last.y - clientY) / rect.height, device)
        }
        last = { x: clientX, y: clientY }
        return
      }
      const x = Math.min(1, Math.max(0, (event.clientX - rect.left) / rect.width))
      const y = Math.min(1, Math.max(0, (rect.bottom - event.clientY) / rect.height))
      input.pointAt(x, y, device)
    }
    scope.listen(window, 'pointermove', (event) => {
      const pointer = event as PointerEvent
      if (pointer.pointerType === 'mouse') {
        const rect = wide.getBoundingClientRect()
        if (within(rect, pointer.clientX, pointer.clientY, MARGIN)) point(pointer, 'mouse')
        else last = null
      } else if (down) point(pointer, 'touch')
    })
    scope.listen(control, 'pointerdown', (event) => {
      const pointer = event as PointerEvent
      down = true
      last = null
      control.setPointerCapture(pointer.pointerId)
      point(pointer, pointer.pointerType === 'mouse' ? 'mouse' : 'touch')
    })
    const up = () => {
      down = false
      last = null
    }
    scope.listen(control, 'pointerup', up)
    scope.listen(control, 'pointercancel', up)
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      input.moveBy(plane && event.shiftKey ? 0 : plane ? 1 : 0, notches(event) * NOTCH, 'wheel')
    }
    wide.addEventListener('wheel', onWheel, { passive: false })
    scope.own(() => {
      wide.removeEventListener('wheel', onWheel)
    })
    return scope.dispose
  }, [recorder, control, area, unbounded, plane, listening])
}

/** Upwards is more. Wheels report pixels, lines or pages; shift turns a wheel sideways. */
function notches(event: WheelEvent): number {
  const delta = event.deltaY || event.deltaX
  const size = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? NOTCH_PIXELS : 3
  return -delta / size
}
