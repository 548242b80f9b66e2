/** How much a long recording makes the page do: samples that are copied and points that are drawn. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { TraceQuestion } from '../../../api/types'
import { createSegmentPlayer } from '../../../player/segmentPlayer'
import { FakeMedia } from '../../../testing/fakeMedia'
import { answerReducer, startAnswers } from '../../../tasks/answerState'
import { createPace, isLong, LONG_PAUSE } from '../../../tasks/sending/draftPace'
import { createTraceBuffer } from './buffer'
import { drawRecent } from './draw'
import { createTraceRecorder } from './recorder'

const HOURS = 2
const SECONDS = HOURS * 3600
const RATE = 25
const SAMPLES = SECONDS * RATE
const question: TraceQuestion = {
  id: 'mood',
  kind: 'trace',
  text: 'Mood',
  rate_hz: RATE,
  countdown_seconds: 0,
  dimensions: [
    { id: 'valence', min: -1, max: 1 },
    { id: 'arousal', min: -1, max: 1 },
  ],
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** 180,000 frames take a while on a busy machine; what is counted is work, not time. */
const LONG = { timeout: 60_000 }

describe('two hours of a trace of two dimensions', () => {
  it('are kept in parts of a few seconds, each sample once, and whole ones seldom', LONG, () => {
    const media = new FakeMedia()
    const segment = { start: 0, end: SECONDS }
    const player = createSegmentPlayer(media as unknown as HTMLMediaElement, segment)
    let state = startAnswers({}, 0)
    const wholes: number[] = []
    const parts: { at: number; samples: number }[] = []
    const recorder = createTraceRecorder({
      question,
      player,
      segment,
      onCommit: (value) => {
        wholes.push(value.times.length)
        state = answerReducer(state, { type: 'answer', question: 'mood', answer: { value } })
      },
      onPart: ({ times }) => parts.push({ at: times.at(-1) ?? 0, samples: times.length }),
    })
    recorder.input.pointAt(0, 0.5, 'mouse')
    recorder.input.pointAt(1, 0.5, 'mouse')
    recorder.start()
    for (let frame = 1; frame <= SAMPLES; frame += 1) {
      if (frame % 50 === 0) recorder.input.pointAt(0, (frame % 100) / 100, 'mouse')
      media.reach(frame / RATE)
    }
    expect(recorder.buffer.length).toBeGreaterThan(0.999 * SAMPLES)
    expect(state.answers['mood']).toBeDefined()

    // Nothing older than about three seconds is held by the page alone, ...
    expect(Math.max(...parts.map(({ samples }) => samples))).toBeLessThanOrEqual(4 * RATE)
    // ... no sample goes into two parts, ...
    expect(parts.reduce((sum, { samples }) => sum + samples, 0)).toBeLessThanOrEqual(SAMPLES)
    // ... and copies of the whole stay within a thousand samples a second, early and late.
    const copied = wholes.reduce((sum, samples) => sum + samples, 0)
    expect(copied).toBeLessThan(1000 * SECONDS)
    expect(wholes.length).toBeLessThan(300)
    // All of it is one step of undo, not hundreds of copies.
    expect(state.past).toHaveLength(1)
    recorder.dispose()
  })

  it('make a frame draw as many points as the first minute does', () => {
    const drawn = { lines: 0 }
    const context = new Proxy({} as CanvasRenderingContext2D, {
      get: (_target, name) => (name === 'lineTo' ? () => (drawn.lines += 1) : () => undefined),
      set: () => true,
    })
    const canvas = document.createElement('canvas')
    canvas.getContext = (() => context) as unknown as typeof canvas.getContext
    const linesAt = (seconds: number) => {
      const buffer = createTraceBuffer(2)
      for (let index = 0; index < seconds * RATE; index += 1) {
        buffer.push(index / RATE, [Math.sin(index), Math.cos(index)])
      }
      drawn.lines = 0
      const ends = { min: -1, max: 1 }
      drawRecent(canvas, buffer, [ends, ends], seconds, { colours: ['', ''], grid: '' })
      return drawn.lines
    }
    const early = linesAt(60)
    expect(early).toBeGreaterThan(2 * 10 * RATE)
    expect(linesAt(SECONDS)).toBe(early)
  })
})

describe('the pace of drafts', () => {
  it('writes a short one at once, a long one every three seconds, and the last at the end', () => {
    const times = Array.from({ length: 5000 }, (_, index) => index)
    const value = { seconds: 9000, times, values: { mood: times }, device: 'mouse' as const }
    expect(isLong({ mood: { value } })).toBe(true)
    expect(isLong({ mood: { value: 'calm' } })).toBe(false)
    const written: string[] = []
    const pace = createPace(() => Date.now())
    const ask = (name: string, long: boolean) => {
      pace.ask(long, () => written.push(name))
    }
    ask('short', false)
    expect(written).toEqual(['short'])
    for (let edit = 1; edit <= 10; edit += 1) ask(`long ${String(edit)}`, true)
    vi.advanceTimersByTime(LONG_PAUSE - 100)
    expect(written).toEqual(['short'])
    vi.advanceTimersByTime(200)
    expect(written).toEqual(['short', 'long 10'])
    ask('last', true)
    pace.flush()
    expect(written).toEqual(['short', 'long 10', 'last'])
    vi.advanceTimersByTime(2 * LONG_PAUSE)
    expect(written).toHaveLength(3)
  })
})
