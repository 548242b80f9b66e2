import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { TraceQuestion, TraceValue } from '../../../api/types'
import { createSegmentPlayer } from '../../../player/segmentPlayer'
import { FakeMedia } from '../../../testing/fakeMedia'
import { createTraceBuffer } from './buffer'
import { createTraceInput } from './input'
import { createTraceRecorder } from './recorder'

const valence = { id: 'valence', text: 'Valence', min: -1, max: 1 }
const question: TraceQuestion = { id: 'mood', kind: 'trace', text: 'Mood', dimensions: [valence] }
const segment = { start: 10, end: 14 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp(settings: Partial<TraceQuestion> = {}) {
  const media = new FakeMedia()
  const player = createSegmentPlayer(media as unknown as HTMLMediaElement, segment)
  const commits: TraceValue[] = []
  const recorder = createTraceRecorder({
    question: { ...question, ...settings },
    player,
    segment,
    onCommit: (value) => commits.push(value),
  })
  /** Plays from a moment of the segment to another, a frame every 10 ms. */
  const play = (from: number, to: number) => {
    for (let step = Math.round(from * 100); step <= Math.round(to * 100); step += 1) {
      media.reach(segment.start + step / 100)
    }
  }
  const begin = () => {
    recorder.start()
    recorder.input.pointAt(0, 0.5, 'mouse')
    vi.advanceTimersByTime(3000)
  }
  return { media, player, recorder, commits, play, begin }
}

describe('recording a trace', () => {
  it('counts down, records at its rate while the media plays, and ends with it', () => {
    const { media, recorder, commits, play, begin } = setUp()
    recorder.start()
    expect(recorder.getState()).toMatchObject({ phase: 'countdown', countdown: 3 })
    expect(media.paused).toBe(true)
    begin()
    expect(recorder.getState().phase).toBe('recording')
    expect(media.paused).toBe(false)
    play(0, 1)
    recorder.input.pointAt(0, 1, 'mouse')
    play(1.01, 4)
    expect(recorder.getState()).toEqual({ phase: 'done', countdown: 0, faults: [] })
    const value = commits.at(-1)
    expect(value).toMatchObject({ seconds: 4, device: 'mouse' })
    expect(value?.times.length).toBeGreaterThan(95)
    expect(value?.times.length).toBeLessThan(105)
    expect(value?.values['valence']?.[0]).toBe(0)
    expect(value?.values['valence']?.at(-1)).toBe(1)
  })

  it('ends with a file that is shorter than its segment, and is not begun anew by going on', () => {
    const { media, recorder, commits, play, begin } = setUp()
    begin()
    play(0, 3.8)
    media.end()
    expect(recorder.getState()).toEqual({ phase: 'done', countdown: 0, faults: [] })
    const { length } = recorder.buffer
    recorder.toggle()
    expect(recorder.buffer.length).toBe(length)
    expect(commits.at(-1)?.times).toHaveLength(length)
  })

  it('has no sample before the rater gave a value, and says that it starts too late', () => {
    const { recorder, play } = setUp({ countdown_seconds: 0 })
    recorder.start()
    play(0, 1.2)
    expect(recorder.buffer.length).toBe(0)
    expect(recorder.getState().faults.map((fault) => fault.fault)).toEqual(['lateStart'])
    recorder.input.press('ArrowUp')
    play(1.21, 2)
    expect(recorder.buffer.times()[0]).toBeGreaterThan(1.2)
    expect(recorder.getState().faults.map((fault) => fault.fault)).toEqual(['lateStart'])
  })

  it('pauses and goes on; what was given before stays', () => {
    const { media, recorder, commits, play, begin } = setUp()
    begin()
    play(0, 2)
    recorder.pause()
    expect(recorder.getState()).toMatchObject({ phase: 'paused', faults: [] })
    expect(commits).toHaveLength(1)
    const before = recorder.buffer.length
    recorder.toggle()
    expect(media.currentTime).toBeCloseTo(12, 2)
    play(2.01, 4)
    expect(recorder.buffer.length).toBeGreaterThan(before + 40)
    expect(recorder.getState()).toMatchObject({ phase: 'done', faults: [] })
  })

  it('keeps a whole recording when the key is pressed once more', () => {
    const { recorder, play, begin } = setUp()
    begin()
    play(0, 4)
    const { length } = recorder.buffer
    recorder.toggle()
    expect(recorder.buffer.length).toBe(length)
    expect(recorder.getState().phase).toBe('done')
  })

  it('keeps a recording that was begun again, until something is given in its place', () => {
    const { recorder, commits, play, begin } = setUp()
    begin()
    play(0, 4)
    const { length } = recorder.buffer
    const faults = recorder.getState()
    recorder.start()
    recorder.pause()
    expect(recorder.buffer.length).toBe(length)
    recorder.start()
    vi.advanceTimersByTime(3000)
    play(0, 0.5)
    recorder.pause()
    expect(recorder.buffer.length).toBe(length)
    expect(recorder.getState()).toEqual(faults)
    expect(commits.at(-1)?.times).toHaveLength(length)
    begin()
    play(0, 1)
    recorder.pause()
    expect(commits.at(-1)?.times.at(-1)).toBeLessThan(1.1)
  })

  it('leaves an answer that is undone while it is recorded undone', () => {
    const { media, recorder, commits, play, begin } = setUp()
    begin()
    play(0, 2)
    recorder.adopt(null)
    expect(media.paused).toBe(true)
    expect(commits).toEqual([])
    expect(recorder.getState()).toMatchObject({ phase: 'idle' })
  })

  it('replaces what comes after a seek back, and lets nobody jump ahead', () => {
    const { media, player, recorder, play, begin } = setUp()
    begin()
    play(0, 2)
    player.seekTo(13.5)
    expect(media.currentTime).toBeCloseTo(12, 1)
    player.seekTo(11)
    recorder.input.pointAt(0, 0, 'mouse')
    play(1, 1.5)
    expect(recorder.buffer.lastTime).toBeLessThanOrEqual(1.5)
    expect(recorder.buffer.values(0).at(-1)).toBe(-1)
    expect(recorder.buffer.values(0)[0]).toBe(0)
  })

  it('stops at a gap, says where, and records again from there', () => {
    const { media, recorder, play, begin } = setUp()
    begin()
    play(0, 1)
    media.reach(segment.start + 2.5)
    expect(media.paused).toBe(true)
    const [fault] = recorder.getState().faults
    expect(fault).toMatchObject({ fault: 'gap' })
    expect(fault?.atSeconds).toBeCloseTo(1, 1)
    recorder.start(fault?.atSeconds)
    vi.advanceTimersByTime(3000)
    expect(media.currentTime).toBeCloseTo(11, 1)
    play(1, 4)
    expect(recorder.getState()).toMatchObject({ phase: 'done', faults: [] })
  })

  it('says that the value stands still while there is time to move it', () => {
    const { recorder, play, begin } = setUp({ max_flat_seconds: 1 })
    begin()
    play(0, 1.5)
    expect(recorder.getState().faults.map((fault) => fault.fault)).toEqual(['flat'])
  })

  it('sends what there is every few seconds, not at every sample', () => {
    const long = { start: 0, end: 60 }
    const media = new FakeMedia()
    const player = createSegmentPlayer(media as unknown as HTMLMediaElement, long)
    const onCommit = vi.fn()
    const recorder = createTraceRecorder({
      question: { ...question, countdown_seconds: 0 },
      player,
      segment: long,
      onCommit,
    })
    recorder.input.pointAt(0, 0.5, 'touch')
    recorder.start()
    recorder.input.pointAt(0, 0.5, 'touch')
    for (let step = 0; step <= 3000; step += 1) media.reach(step / 100)
    expect(recorder.buffer.length).toBeGreaterThan(700)
    expect(onCommit.mock.calls.length).toBeLessThanOrEqual(6)
    expect(onCommit.mock.calls.length).toBeGreaterThanOrEqual(4)
  })

  it('takes a stored trace up where it ended, and lets go of everything', () => {
    const { media, player, recorder } = setUp()
    const times = Array.from({ length: 50 }, (_, index) => index * 0.04)
    recorder.adopt({
      seconds: 4,
      times,
      values: { valence: times.map(() => 0.5) },
      device: 'keys',
    })
    expect(recorder.getState()).toMatchObject({ phase: 'paused', faults: [] })
    player.seekTo(14)
    recorder.toggle()
    expect(media.currentTime).toBeCloseTo(11.96, 2)
    recorder.dispose()
    player.dispose()
    expect(media.listening).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is as quick after two hours as in the first second', () => {
    const buffer = createTraceBuffer(2)
    const hours = 180_000
    for (let index = 0; index < hours; index += 1) {
      buffer.push(index * 0.04, [index % 7, -index % 5])
    }
    expect(buffer.length).toBe(hours)
    expect(buffer.times().buffer).toBe(buffer.times().buffer)
    expect(buffer.indexAt(3600)).toBe(90_000)
    expect(buffer.extent()).toEqual({ low: -4, high: 6 })
    const allocated = vi.spyOn(Float64Array.prototype, 'set')
    for (let index = 0; index < 1000; index += 1) buffer.push(hours * 0.04 + index * 0.04, [0, 0])
    expect(allocated).not.toHaveBeenCalled()
    buffer.cutFrom(3600)
    expect(buffer.length).toBe(90_000)
    expect(buffer.push(10, [0, 0])).toBe(false)
  })
})

describe('what moves the value', () => {
  const plane: TraceQuestion = {
    ...question,
    dimensions: [valence, { id: 'arousal', text: 'Arousal', min: 0, max: 10 }],
  }

  it('is nothing at first, and then a place on the control', () => {
    const input = createTraceInput(plane)
    expect(input.values()).toBeNull()
    input.pointAt(1.4, 0.25, 'touch')
    expect([...(input.values() ?? [])]).toEqual([1, 2.5])
    expect(input.device()).toBe('touch')
  })

  it('are keys: a tap is a small step, holding sweeps, both ends hold', () => {
    const input = createTraceInput(question)
    input.press('ArrowUp')
    expect(input.values()?.[0]).toBeCloseTo(0.02)
    input.advance(0.5)
    expect(input.values()?.[0]).toBeCloseTo(0.42)
    input.release('ArrowUp')
    input.advance(1)
    expect(input.values()?.[0]).toBeCloseTo(0.42)
    input.press('ArrowRight')
    expect(input.values()?.[0]).toBeCloseTo(0.42)
    input.press('ArrowDown')
    for (let n = 0; n < 10; n += 1) input.advance(1)
    expect(input.values()?.[0]).toBe(-1)
    expect(input.device()).toBe('keys')
  })

  it('is a stick that springs back, and one left alone leaves the value alone', () => {
    const input = createTraceInput(question)
    input.stick([0.01], 0.02)
    expect(input.values()).toBeNull()
    input.stick([1], 0.02)
    expect(input.values()?.[0]).toBe(1)
    input.moveBy(0, -0.25, 'wheel')
    input.stick([1], 0.02)
    expect(input.values()?.[0]).toBe(0.5)
    input.stick([0], 0.02)
    expect(input.values()?.[0]).toBe(0)
  })

  it('has no end in the unbounded mode', () => {
    const input = createTraceInput({
      ...question,
      dimensions: [{ id: 'tension', text: 'Tension' }],
      mode: 'unbounded',
    })
    for (let n = 0; n < 30; n += 1) input.moveBy(0, 0.1, 'wheel')
    expect(input.values()?.[0]).toBeCloseTo(3)
    input.stick([-1], 2.5)
    expect(input.values()?.[0]).toBeCloseTo(2)
  })
})
