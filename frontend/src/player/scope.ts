/** Owns listeners and other resources, and gives all of them back at once. */
export interface Scope {
  listen: (target: EventTarget, type: string, listener: (event: Event) => void) => void
  own: (dispose: () => void) => void
  dispose: () => void
}

export function createScope(): Scope {
  const owned: (() => void)[] = []
  return {
    listen(target, type, listener) {
      target.addEventListener(type, listener)
      owned.push(() => {
        target.removeEventListener(type, listener)
      })
    },
    own(dispose) {
      owned.push(dispose)
    },
    dispose() {
      for (const dispose of owned.splice(0).reverse()) dispose()
    },
  }
}
