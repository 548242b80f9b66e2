/**
 * Records a trace against the media clock while it plays. Owns no React and no element: the player
 * tells the time, the input says where the value stands, the buffer keeps the samples.
 *
 * idle -> countdown -> recording <-> paused; recording -> done at the end of the media. A seek back
 * replaces what was recorded after that moment; nobody gets ahead of what is recorded.
 */
import type { TraceQuestion, TraceValue } from '../../../api/types'
import type { Span } from '../../../player/geometry'
import type { SegmentPlayer } from '../../../player/segmentPlayer'
import { createTraceBuffer } from './buffer'
import type { TraceBuffer } from './buffer'
import { checkTraceSamples } from './checks'
import type { TraceFinding } from './checks'
import type { TracePart } from '../../traceJournal'
import { createTraceInput } from './input'
import type { TraceInput } from './input'
import { traceLimits } from './rules'

export type TracePhase = 'idle' | 'countdown' | 'recording' | 'paused' | 'done'

export interface RecorderState {
  phase: TracePhase
  /** Whole seconds until it starts. */
  countdown: number
  faults: TraceFinding[]
}

export interface TraceRecorder {
  readonly buffer: TraceBuffer
  readonly input: TraceInput
  getState: () => RecorderState
  subscribe: (listener: () => void) => () => void
  /** From the beginning, or from a moment that was recorded; counts down first. */
  start: (from?: number) => void
  pause: () => void
  /** Record, pause, go on: whatever comes next. A whole recording stays; only `start` replaces it. */
  toggle: () => void
  /** Take over what was stored; null empties it. Returns whether it was news. */
  adopt: (value: TraceValue | null) => void
  /** Time in the segment, seconds. */
  time: () => number
  dispose: () => void
}

interface Wiring {
  question: TraceQuestion
  player: SegmentPlayer
  segment: Span
  onCommit: (value: TraceValue) => void
  /** Called every few seconds with what was recorded since the last part or commit. */
  onPart?: (part: TracePart) => void
  /** Called for every frame while it records, after the sample was taken. */
  onFrame?: () => void
}

const END_TOLERANCE = 0.05
const DECIMALS = 1e4
/**
 * A draft of the whole is on its way at most this often, and less often as the trace grows long: a
 * thousand samples a second are copied on average, after two hours as in the first minute.
 */
const COMMIT_SECONDS = 5
const SAMPLES_PER_EXTRA_SECOND = 1000
/** Between two commits, parts keep what is new. */
const PART_SECONDS = 3

const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000
const plain = (row: Float32Array) =>
  Array.from(row, (value) => Math.round(value * DECIMALS) / DECIMALS)

/** One finding of each fault, its first, in the order of the recording. */
function firstOfEach(findings: TraceFinding[]): TraceFinding[] {
  const sorted = [...findings].sort((a, b) => a.atSeconds - b.atSeconds)
  return sorted.filter(
    ({ fault }, index) => sorted.findIndex((other) => other.fault === fault) === index,
  )
}

export function createTraceRecorder(wiring: Wiring): TraceRecorder {
  const { question, player, segment } = wiring
  const limits = traceLimits(question)
  const length = segment.end - segment.start
  const buffer = createTraceBuffer(question.dimensions.length)
  const input = createTraceInput(question)
  const listeners = new Set<() => void>()
  let state: RecorderState = { phase: 'idle', countdown: 0, faults: [] }
  let timer: ReturnType<typeof setInterval> | undefined
  let played = false
  let nextTick = 0
  let lastFrame = 0
  let lastMoved = 0
  let lastCommit = 0
  /** Samples that a part or a commit holds already, and when the last of them was noted. */
  let noted = 0
  let lastNoted = 0
  /** What the answer is: it stands until there is something to put in its place. */
  let standing: TraceValue | null = null

  const change = (part: Partial<RecorderState>) => {
    state = { ...state, ...part }
    listeners.forEach((listener) => {
      listener()
    })
  }
  const time = () => player.time() - segment.start
  const rate = question.rate_hz ?? 25
  const rows = () => question.dimensions.map((_, index) => buffer.values(index))
  const named = () =>
    Object.fromEntries(question.dimensions.map(({ id }, index) => [id, buffer.values(index)]))
  /** While the rest is still to come, a recording that ends early is no fault. */
  const faultsNow = (phase: TracePhase) =>
    buffer.length === 0
      ? []
      : firstOfEach(
          checkTraceSamples(length, buffer.times(), named(), limits).filter(
            ({ fault }) => phase === 'done' || fault !== 'earlyEnd',
          ),
        )
  const commit = () => {
    lastCommit = buffer.lastTime
    lastNoted = lastCommit
    noted = buffer.length
    if (buffer.length === 0) return
    standing = {
      seconds: milliseconds(length),
      times: Array.from(buffer.times()),
      values: Object.fromEntries(
        question.dimensions.map(({ id }, index) => [id, plain(buffer.values(index))]),
      ),
      device: input.device(),
    }
    wiring.onCommit(standing)
  }
  const note = (now: number) => {
    lastNoted = now
    const from = Math.min(noted, buffer.length)
    noted = buffer.length
    wiring.onPart?.({
      after: from > 0 ? (buffer.times()[from - 1] ?? 0) : -1,
      seconds: milliseconds(length),
      times: Array.from(buffer.times().subarray(from)),
      values: Object.fromEntries(
        question.dimensions.map(({ id }, index) => [
          id,
          plain(buffer.values(index).subarray(from)),
        ]),
      ),
      device: input.device(),
    })
  }
  const adopt = (value: TraceValue | null) => {
    const running = state.phase === 'recording' || state.phase === 'countdown'
    // Nothing is recorded any more when the player says that it stopped.
    state = { ...state, phase: 'idle' }
    standing = value
    if (running) player.pause()
    clearInterval(timer)
    player.hold(null)
    buffer.clear()
    const row = value ? question.dimensions.map(({ id }) => value.values[id] ?? []) : []
    value?.times.forEach((moment, index) => {
      buffer.push(
        moment,
        row.map((numbers) => numbers[index] ?? 0),
      )
    })
    noted = buffer.length
    const last = buffer.length - 1
    input.reset(last >= 0 ? row.map((numbers) => numbers[last] ?? 0) : null)
    if (last < 0) change({ phase: 'idle', countdown: 0, faults: [] })
    else {
      const ended = buffer.lastTime >= length - Math.max(END_TOLERANCE, limits.maxGapSeconds)
      const phase = ended ? 'done' : 'paused'
      change({ phase, countdown: 0, faults: faultsNow(phase) })
    }
  }
  const letGo = (phase: TracePhase) => {
    clearInterval(timer)
    input.releaseAll()
    player.hold(null)
    // Begun again and let go of before anything was given: the recording before it is the answer.
    if (buffer.length === 0 && standing) {
      adopt(standing)
      return
    }
    change({ phase, countdown: 0, faults: faultsNow(phase) })
    commit()
  }
  /** What is wrong already, each fault once, while the rest is still to come. */
  const watch = (now: number) => {
    const first = buffer.times()[0] ?? now
    const found: TraceFinding[] = []
    const { maxLateSeconds, maxFlatSeconds, minRateHz } = limits
    const add = (fault: TraceFinding['fault'], atSeconds: number, amount: number, most: number) =>
      found.push({ fault, atSeconds, found: amount, allowed: most })
    if (first > maxLateSeconds) add('lateStart', 0, first, maxLateSeconds)
    const still = now - lastMoved
    if (maxFlatSeconds !== null && still > maxFlatSeconds) {
      add('flat', lastMoved, still, maxFlatSeconds)
    }
    const perSecond = (buffer.length - 1) / (now - first)
    if (now - first > 2 && perSecond < minRateHz) add('lowRate', first, perSecond, minRateHz)
    const known = state.faults.map(({ fault }) => fault).join()
    if (found.map(({ fault }) => fault).join() !== known) change({ faults: found })
  }
  const take = (now: number) => {
    const values = input.values()
    if (!values) {
      const allowed = limits.maxLateSeconds
      if (now > allowed && state.faults.length === 0) {
        change({ faults: [{ fault: 'lateStart', atSeconds: 0, found: now, allowed }] })
      }
      return
    }
    if (now < buffer.lastTime) {
      // What a seek back takes away stays one undo away.
      if (buffer.lastTime - now > 1) commit()
      buffer.cutFrom(now)
      noted = Math.min(noted, buffer.length)
    }
    const gap = buffer.length > 0 ? now - buffer.lastTime : 0
    const allowed = limits.maxGapSeconds
    if (gap > allowed) {
      change({ faults: [{ fault: 'gap', atSeconds: buffer.lastTime, found: gap, allowed }] })
      player.pause()
      player.seekTo(segment.start + buffer.lastTime)
      return
    }
    const end = buffer.length - 1
    const moved = rows().some((row, index) => row[end] !== Math.fround(values[index] ?? 0))
    if (moved || now < lastMoved) lastMoved = now
    if (buffer.push(milliseconds(now), values)) watch(now)
    const pause = COMMIT_SECONDS + buffer.length / SAMPLES_PER_EXTRA_SECOND
    if (Math.abs(now - lastCommit) > pause) commit()
    else if (Math.abs(now - lastNoted) > PART_SECONDS) note(now)
  }
  const follow = () => {
    if (state.phase !== 'recording') return
    const now = time()
    const frame = performance.now()
    input.advance(Math.min(0.1, (frame - lastFrame) / 1000))
    lastFrame = frame
    if (now < nextTick - 2 / rate) nextTick = now
    if (now >= nextTick && now <= length) {
      nextTick = (Math.floor(now * rate + 1e-6) + 1) / rate
      take(now)
    }
    wiring.onFrame?.()
  }
  const onPlayer = () => {
    const { playing, blocked } = player.getState()
    if (state.phase === 'countdown' && playing) player.pause()
    if (playing) played = true
    if (state.phase !== 'recording' || playing || !(played || blocked)) return
    const now = time()
    // A file may end a little before its segment: going on would play it, and record, anew.
    const ended = now >= length - END_TOLERANCE || player.isOver()
    if (ended) take(Math.min(now, length))
    const stopped = state.faults.find(({ fault }) => fault === 'gap')
    letGo(ended ? 'done' : 'paused')
    if (stopped) change({ faults: [stopped] })
  }
  const record = () => {
    clearInterval(timer)
    played = false
    nextTick = time()
    lastFrame = performance.now()
    lastMoved = time()
    lastCommit = time()
    lastNoted = lastCommit
    noted = Math.min(noted, buffer.length)
    player.hold(() => segment.start + Math.max(0, buffer.lastTime))
    change({ phase: 'recording', countdown: 0, faults: [] })
    player.play()
  }
  const countDown = (seconds: number) => {
    clearInterval(timer)
    if (seconds <= 0) {
      record()
      return
    }
    change({ phase: 'countdown', countdown: seconds, faults: [] })
    timer = setInterval(() => {
      if (state.countdown > 1) change({ countdown: state.countdown - 1 })
      else record()
    }, 1000)
  }
  const start = (from = 0) => {
    player.pause()
    player.hold(null)
    if (from <= 0) buffer.clear()
    else buffer.cutFrom(from)
    const at = buffer.length > 0 ? Math.max(0, Math.min(from, buffer.lastTime)) : 0
    const last = buffer.length - 1
    input.reset(last >= 0 ? rows().map((row) => row[last] ?? 0) : null)
    player.seekTo(segment.start + at)
    countDown(Math.ceil(question.countdown_seconds ?? 3))
  }

  const pause = () => {
    if (state.phase === 'countdown') letGo(buffer.length > 0 ? 'paused' : 'idle')
    else if (state.phase === 'recording' && player.getState().playing) player.pause()
    else if (state.phase === 'recording') letGo('paused')
  }
  const resume = () => {
    player.seekTo(segment.start + Math.min(time(), Math.max(0, buffer.lastTime)))
    record()
  }

  const offTime = player.onTime(follow)
  const offPlayer = player.subscribe(onPlayer)
  return {
    buffer,
    input,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start,
    pause,
    toggle() {
      if (state.phase === 'recording' || state.phase === 'countdown') pause()
      else if (state.phase === 'paused') resume()
      else if (state.phase === 'idle') start()
    },
    adopt,
    time,
    dispose() {
      clearInterval(timer)
      offTime()
      offPlayer()
      listeners.clear()
      if (state.phase === 'recording') player.hold(null)
    },
  }
}
