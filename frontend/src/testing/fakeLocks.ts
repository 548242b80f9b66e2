type Granted = (lock: Lock | null) => unknown

/** The browser's locks, of one name: a queue, and a way to steal. */
export function fakeLocks() {
  let steal: ((reason: DOMException) => void) | null = null
  let queue: (() => void)[] = []
  const grant = (granted: Granted) =>
    new Promise<void>((resolve, reject) => {
      steal = reject
      const held = Promise.resolve(granted({ name: '', mode: 'exclusive' }))
      // The browser itself needs a moment to hear that a lock is let go of.
      const heard = held.then(() => new Promise((done) => setTimeout(done, 1)))
      void heard.then(() => {
        if (steal !== reject) return
        steal = null
        resolve()
        queue.shift()?.()
      })
    })
  const request = async (_name: string, options: LockOptions, granted: Granted) => {
    if (steal && options.ifAvailable) return granted(null)
    if (steal && options.steal) {
      const from = steal
      steal = null
      from(new DOMException('stolen', 'AbortError'))
    } else if (steal) {
      await new Promise<void>((resolve, reject) => {
        queue.push(resolve)
        options.signal?.addEventListener('abort', () => {
          queue = queue.filter((waiting) => waiting !== resolve)
          reject(new DOMException('late', 'AbortError'))
        })
      })
    }
    return grant(granted)
  }
  return { request } as unknown as Pick<LockManager, 'request'>
}
