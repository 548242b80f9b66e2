/** The rating page comes and goes 200 times: what it listens to and draws goes with it. */
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { startFakeServer } from '../testing/fakeServer'
import { renderRating } from '../testing/openRating'

vi.mock('../player/waveform', () => ({
  createWaveform: () => ({
    draw: () => undefined,
    setTime: () => undefined,
    setColours: () => undefined,
    dispose: () => undefined,
  }),
}))

const TIMES = 200
/** The first pages make what all pages share: portals, style sheets, delegated listeners. */
const WARM_UP = 5

const held = new Map<EventTarget, Set<string>>()
const { addEventListener, removeEventListener } = EventTarget.prototype
const numbers = new Map<unknown, number>()

/** Listeners are counted where they outlive a page: on the window, the document and its body. */
function isLasting(target: unknown): target is EventTarget {
  return (
    target === undefined || target === window || target === document || target === document.body
  )
}

function keyOf(type: string, listener: unknown, options: unknown): string {
  if (!numbers.has(listener)) numbers.set(listener, numbers.size)
  const capture = typeof options === 'object' && options ? 'capture' in options : options === true
  return `${type} ${String(numbers.get(listener))} ${String(capture)}`
}

beforeEach(() => {
  EventTarget.prototype.addEventListener = function add(type, listener, options) {
    const target = (this as EventTarget | undefined) ?? window
    if (isLasting(this)) {
      const set = held.get(target) ?? new Set()
      held.set(target, set.add(keyOf(type, listener, options)))
    }
    addEventListener.call(target, type, listener, options)
  }
  EventTarget.prototype.removeEventListener = function remove(type, listener, options) {
    const target = (this as EventTarget | undefined) ?? window
    held.get(target)?.delete(keyOf(type, listener, options))
    removeEventListener.call(target, type, listener, options)
  }
})
afterEach(() => {
  EventTarget.prototype.addEventListener = addEventListener
  EventTarget.prototype.removeEventListener = removeEventListener
})

const count = () => {
  const listening = [...held.values()].reduce((sum, set) => sum + set.size, 0)
  return { listening, nodes: document.querySelectorAll('*').length }
}

it('leaves nothing behind', { timeout: 600_000 }, async () => {
  startFakeServer()
  let early = count()
  let open = early
  for (let time = 1; time <= TIMES; time += 1) {
    renderRating()
    await screen.findByText('Sentence 0.')
    open = count()
    cleanup()
    if (time === WARM_UP) early = count()
  }
  expect(count()).toEqual(early)
  expect(open.listening).toBeGreaterThan(early.listening)
  expect(open.nodes).toBeGreaterThan(early.nodes + 100)
})
