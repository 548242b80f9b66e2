import { describe, expect, it } from 'vitest'

import type { Interval } from '../../../api/types'
import { add, indexAt, mergeNext, moveEdge, moveTo, relabel, remove, snap, split } from './edits'
import type { Limits } from './edits'
import { clampView, follow, nudgeStep, pan, rulerStep, zoom } from './viewport'

const limits: Limits = { seconds: 10, overlap: false, least: 0.01 }
const anger: Interval = { start: 1, end: 3, label: 'anger' }
const joy: Interval = { start: 5, end: 6, label: 'joy' }
const both = [anger, joy]

describe('editing a timeline', () => {
  it('adds in the order of time, and cuts to the room that there is', () => {
    const fear = { start: 3.5, end: 4, label: 'fear' }
    expect(add(both, fear, limits)).toEqual({ intervals: [anger, fear, joy], at: 1 })
    const wide = add(both, { start: 2, end: 7, label: 'fear' }, limits)
    expect(wide?.intervals[1]).toEqual({ start: 3, end: 5, label: 'fear' })
    const backwards = add(both, { start: 9, end: 8, label: 'fear' }, limits)
    expect(backwards?.intervals[2]).toEqual({ start: 8, end: 9, label: 'fear' })
    expect(add(both, { start: 1.2, end: 2.8, label: 'fear' }, limits)).toBeNull()
    expect(add(both, { start: 4, end: 4.001, label: 'fear' }, limits)).toBeNull()
    expect(add(both, { start: 9.5, end: 40, label: 'fear' }, limits)?.intervals[2]?.end).toBe(10)
  })

  it('lets intervals overlap where the scheme does, and on other tracks', () => {
    const over = { start: 2, end: 7, label: 'fear' }
    expect(add(both, over, { ...limits, overlap: true })?.intervals[1]).toEqual(over)
    const other = { ...over, track: 'guest' }
    expect(add(both, other, limits)?.intervals[1]).toEqual(other)
  })

  it('moves an edge up to its neighbour and never turns an interval round', () => {
    expect(moveEdge(both, 0, 'end', 9, limits).intervals[0]?.end).toBe(5)
    expect(moveEdge(both, 1, 'start', 0, limits).intervals[1]?.start).toBe(3)
    expect(moveEdge(both, 0, 'start', -4, limits).intervals[0]?.start).toBe(0)
    expect(moveEdge(both, 0, 'start', 8, limits).intervals[0]?.start).toBe(2.99)
    expect(moveEdge(both, 1, 'end', 5.12345, limits).intervals[1]?.end).toBe(5.123)
  })

  it('moves a whole interval with its length, as far as there is room', () => {
    expect(moveTo(both, 0, 0.25, limits).intervals[0]).toEqual({ ...anger, start: 0.25, end: 2.25 })
    expect(moveTo(both, 0, 9, limits).intervals[0]).toEqual({ ...anger, start: 3, end: 5 })
    expect(moveTo(both, 1, -9, limits).intervals[1]).toEqual({ ...joy, start: 3, end: 4 })
  })

  it('splits where both parts are long enough, and merges with the next of its track', () => {
    const parts = split(both, 0, 1.5, limits)
    expect(parts).toEqual({
      intervals: [{ ...anger, end: 1.5 }, { ...anger, start: 1.5 }, joy],
      at: 1,
    })
    expect(split(both, 0, 1, limits)).toBeNull()
    expect(split(both, 0, 7, limits)).toBeNull()
    expect(mergeNext(both, 0)).toEqual({ intervals: [{ ...anger, end: 6 }], at: 0 })
    expect(mergeNext(both, 1)).toBeNull()
    expect(mergeNext([anger, { ...joy, track: 'guest' }], 0)).toBeNull()
  })

  it('finds, relabels and removes', () => {
    expect(indexAt(both, undefined, 5)).toBe(1)
    expect(indexAt(both, undefined, 6)).toBe(-1)
    expect(indexAt(both, 'guest', 5)).toBe(-1)
    expect(relabel(both, 1, 'fear').intervals[1]).toEqual({ ...joy, label: 'fear' })
    expect(remove(both, 1)).toEqual({ intervals: [anger], at: 0 })
    expect(remove([anger], 0)).toEqual({ intervals: [], at: -1 })
    expect(both).toEqual([anger, joy])
  })

  it('snaps to the nearest edge within reach', () => {
    const edges = [0, 1.02, 1.1, 4]
    expect(snap(1.05, edges, 0.1)).toBe(1.02)
    expect(snap(1.07, edges, 0.1)).toBe(1.1)
    expect(snap(2, edges, 0.1)).toBe(2)
  })

  it('keeps any run of edits apart, in order and within the recording', () => {
    // A small generator of its own, so that a failure can be repeated.
    let seed = 7
    const random = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    let intervals: Interval[] = []
    for (let round = 0; round < 1000; round += 1) {
      const at = Math.floor(random() * intervals.length)
      const time = random() * 12 - 1
      const edits = [
        () => add(intervals, { start: time, end: time + random() * 2, label: 'joy' }, limits),
        () => moveEdge(intervals, at, random() < 0.5 ? 'start' : 'end', time, limits),
        () => moveTo(intervals, at, time, limits),
        () => split(intervals, at, time, limits),
        () => (intervals.length > 6 ? mergeNext(intervals, at) : null),
        () => (intervals.length > 8 ? remove(intervals, at) : null),
      ]
      intervals = edits[Math.floor(random() * edits.length)]?.()?.intervals ?? intervals
      intervals.forEach((one, index) => {
        const next = intervals[index + 1]
        expect(one.start).toBeGreaterThanOrEqual(0)
        expect(one.end).toBeLessThanOrEqual(10)
        expect(one.end - one.start).toBeGreaterThan(0.009)
        if (next) expect(next.start).toBeGreaterThanOrEqual(one.end - 1e-9)
      })
    }
    expect(intervals.length).toBeGreaterThan(2)
  })
})

describe('the part that is on show', () => {
  const whole = { start: 10, end: 70 }

  it('zooms around a moment, down to where 10 ms can be pointed at', () => {
    expect(zoom(whole, 0.5, 40, whole)).toEqual({ start: 25, end: 55 })
    expect(zoom(whole, 0.5, 10, whole)).toEqual({ start: 10, end: 40 })
    let view = whole
    for (let n = 0; n < 40; n += 1) view = zoom(view, 0.5, 33.3, whole)
    expect(view.end - view.start).toBeCloseTo(0.25)
    expect(nudgeStep(view)).toBe(0.01)
    for (let n = 0; n < 40; n += 1) view = zoom(view, 2, 33.3, whole)
    expect(view).toEqual(whole)
  })

  it('pans and follows within the recording', () => {
    expect(pan({ start: 20, end: 30 }, 100, whole)).toEqual({ start: 60, end: 70 })
    expect(follow({ start: 20, end: 30 }, 25, whole)).toEqual({ start: 20, end: 30 })
    expect(follow({ start: 20, end: 30 }, 31, whole)).toEqual({ start: 30, end: 40 })
    expect(clampView({ start: 0, end: 5 }, { start: 0, end: 0.1 })).toEqual({ start: 0, end: 0.1 })
  })

  it('marks its ruler at round distances', () => {
    expect(rulerStep(60, 8)).toBe(10)
    expect(rulerStep(0.25, 8)).toBeCloseTo(0.05)
  })
})
