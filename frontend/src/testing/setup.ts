import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, vi } from 'vitest'

// A state is taken as soon as it is there; a busy machine may need longer than the usual second.
configure({ asyncUtilTimeout: 10_000 })

// What the browser has and jsdom lacks.
Object.defineProperty(window, 'matchMedia', {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }),
})
class NoResize implements ResizeObserver {
  observe() {
    return undefined
  }
  unobserve() {
    return undefined
  }
  disconnect() {
    return undefined
  }
}
window.ResizeObserver = NoResize
Element.prototype.scrollIntoView = () => undefined
Element.prototype.scrollTo = () => undefined
HTMLMediaElement.prototype.play = () => Promise.resolve()
HTMLMediaElement.prototype.pause = () => undefined
HTMLMediaElement.prototype.load = () => undefined

// How long a state is waited for says nothing about the page; the machine may be busy.
configure({ asyncUtilTimeout: 8000 })

globalThis.IDBKeyRange = IDBKeyRange
globalThis.indexedDB = new IDBFactory()

const laterOn = setTimeout // the real one, whatever a test puts in its place
const LAST_WRITES_MS = 50

// What the last page was still writing as it went, and tells when done, ends before its window does.
afterAll(async () => {
  await new Promise((resolve) => laterOn(resolve, LAST_WRITES_MS))
})

afterEach(() => {
  cleanup()
  localStorage.clear()
  globalThis.indexedDB = new IDBFactory()
  vi.restoreAllMocks()
})
