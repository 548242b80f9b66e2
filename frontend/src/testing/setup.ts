import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

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

afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.restoreAllMocks()
})
