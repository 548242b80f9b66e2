/**
 * The samples of a recording in typed arrays that grow by doubling: a sample costs the same after
 * two hours as in the first second, and nothing of it is React's.
 */

export interface TraceBuffer {
  readonly length: number
  readonly lastTime: number
  /** False when the time does not lie after the last one; such a sample is not kept. */
  push: (time: number, values: ArrayLike<number>) => boolean
  /** Forget what was recorded from this time on. */
  cutFrom: (time: number) => void
  clear: () => void
  /** Views of what is recorded, without a copy. They stand until the next change. */
  times: () => Float64Array
  values: (dimension: number) => Float32Array
  /** Index of the first sample at or after a time. */
  indexAt: (time: number) => number
  /** Lowest and highest value so far, over all dimensions; null while it is empty. */
  extent: () => { low: number; high: number } | null
}

const FIRST_CAPACITY = 1024

export function createTraceBuffer(dimensions: number): TraceBuffer {
  let capacity = FIRST_CAPACITY
  let count = 0
  let times = new Float64Array(capacity)
  let rows = Array.from({ length: dimensions }, () => new Float32Array(capacity))
  let low = Infinity
  let high = -Infinity

  const grow = () => {
    capacity *= 2
    const wider = new Float64Array(capacity)
    wider.set(times)
    times = wider
    rows = rows.map((row) => {
      const next = new Float32Array(capacity)
      next.set(row)
      return next
    })
  }
  const measure = () => {
    low = Infinity
    high = -Infinity
    for (const row of rows) {
      for (let index = 0; index < count; index += 1) {
        const value = row[index] ?? 0
        if (value < low) low = value
        if (value > high) high = value
      }
    }
  }
  const lastTime = () => (count > 0 ? (times[count - 1] ?? 0) : -Infinity)
  const indexAt = (time: number) => {
    let left = 0
    let right = count
    while (left < right) {
      const middle = (left + right) >>> 1
      if ((times[middle] ?? 0) < time) left = middle + 1
      else right = middle
    }
    return left
  }

  return {
    get length() {
      return count
    },
    get lastTime() {
      return lastTime()
    },
    push(time, values) {
      if (time <= lastTime()) return false
      if (count === capacity) grow()
      times[count] = time
      rows.forEach((row, dimension) => {
        const value = values[dimension] ?? 0
        row[count] = value
        if (value < low) low = value
        if (value > high) high = value
      })
      count += 1
      return true
    },
    cutFrom(time) {
      const kept = indexAt(time)
      if (kept === count) return
      count = kept
      measure()
    },
    clear() {
      count = 0
      measure()
    },
    times: () => times.subarray(0, count),
    values: (dimension) => (rows[dimension] ?? new Float32Array(0)).subarray(0, count),
    indexAt,
    extent: () => (count > 0 ? { low, high } : null),
  }
}
