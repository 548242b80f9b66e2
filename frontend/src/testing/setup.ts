import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

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

afterEach(() => {
  cleanup()
  localStorage.clear()
  globalThis.indexedDB = new IDBFactory()
  vi.restoreAllMocks()
})
