/** Small statistics that plots need on what is on the page. Pure; missing values are left out. */

export interface Point {
  x: number
  y: number
}

export interface Ellipse {
  centre: Point
  /** Half axes, the longer first. */
  radii: [number, number]
  /** Of the longer half axis against x, in degrees, counter-clockwise. */
  angle: number
}

export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Sample standard deviation (n - 1); null for fewer than two values. */
export function deviation(values: readonly number[]): number | null {
  const middle = mean(values)
  if (middle === null || values.length < 2) return null
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/** One standard deviation around the mean in every direction; null for fewer than three points. */
export function ellipseOf(points: readonly Point[]): Ellipse | null {
  const x = mean(points.map((point) => point.x))
  const y = mean(points.map((point) => point.y))
  if (x === null || y === null || points.length < 3) return null
  const share = 1 / (points.length - 1)
  let xx = 0
  let yy = 0
  let xy = 0
  for (const point of points) {
    xx += share * (point.x - x) ** 2
    yy += share * (point.y - y) ** 2
    xy += share * (point.x - x) * (point.y - y)
  }
  const half = (xx + yy) / 2
  const root = Math.sqrt(((xx - yy) / 2) ** 2 + xy ** 2)
  return {
    centre: { x, y },
    radii: [Math.sqrt(half + root), Math.sqrt(Math.max(0, half - root))],
    angle: (Math.atan2(2 * xy, xx - yy) / 2) * (180 / Math.PI),
  }
}

const Z95 = 1.959964

/**
 * Wilson's interval of a rate (95 %), which stays within 0..1 for few and for extreme counts:
 * Wilson (1927), Probable inference, JASA 22. Null without trials.
 */
export function wilson(successes: number, trials: number): { low: number; high: number } | null {
  if (trials <= 0) return null
  const rate = successes / trials
  const z2 = Z95 ** 2
  const middle = (rate + z2 / (2 * trials)) / (1 + z2 / trials)
  const reach =
    (Z95 / (1 + z2 / trials)) * Math.sqrt((rate * (1 - rate)) / trials + z2 / (4 * trials ** 2))
  // At 0 and at n the ends are exact; rounding must not push them beyond.
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - reach),
    high: successes === trials ? 1 : Math.min(1, middle + reach),
  }
}

export interface Line {
  id: string
  times: readonly number[]
  values: readonly number[]
}

/** The line's value at a moment between its samples; null before its first and after its last. */
export function valueAt(line: Line, time: number): number | null {
  const { times, values } = line
  const last = times.length - 1
  if (last < 0 || time < (times[0] ?? 0) || time > (times[last] ?? 0)) return null
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= time) low = middle
    else high = middle
  }
  const [from = 0, to = from] = [times[low], times[high]]
  const [a = 0, b = a] = [values[low], values[high]]
  return to > from ? a + ((b - a) * (time - from)) / (to - from) : a
}

export interface Band {
  time: number
  mean: number
  /** One standard deviation to each side; null where only one line is. */
  low: number | null
  high: number | null
  n: number
}

/** Mean and spread of several lines on a common grid of `steps` moments. */
export function bandOf(lines: readonly Line[], seconds: number, steps = 200): Band[] {
  return Array.from({ length: steps + 1 }, (_, index) => (index / steps) * seconds).flatMap(
    (time) => {
      const values = lines.flatMap((line) => valueAt(line, time) ?? [])
      const middle = mean(values)
      if (middle === null) return []
      const spread = deviation(values)
      return [
        {
          time,
          mean: middle,
          low: spread === null ? null : middle - spread,
          high: spread === null ? null : middle + spread,
          n: values.length,
        },
      ]
    },
  )
}
