/** The geometry of a wheel of emotions: leaves around a centre, each with rings. Pure. */

/** Plutchik's wheel: eight leaves, each from its mildest (outside) to its strongest emotion. */
const LEAVES = 8

export interface Sector {
  /** Place of the label in its list. */
  index: number
  path: string
  /** Where its word stands. */
  x: number
  y: number
  /** The word is turned by this many degrees. */
  turn: number
  /** Room for the word, in units of the wheel. */
  room: number
}

const INNER = 20
const OUTER = 100

function polar(radius: number, angle: number): [number, number] {
  return [radius * Math.sin(angle), -radius * Math.cos(angle)]
}

function ring(from: number, to: number, begin: number, end: number): string {
  const large = end - begin > Math.PI ? 1 : 0
  const p = (pair: [number, number]) => pair.map((part) => part.toFixed(2)).join(' ')
  return [
    `M${p(polar(to, begin))}`,
    `A${String(to)} ${String(to)} 0 ${String(large)} 1 ${p(polar(to, end))}`,
    `L${p(polar(from, end))}`,
    `A${String(from)} ${String(from)} 0 ${String(large)} 0 ${p(polar(from, begin))}`,
    'Z',
  ].join(' ')
}

/** Sectors for so many labels: rings where they fill eight leaves several times, else one ring. */
export function sectorsOf(count: number): Sector[] {
  const rings = count > LEAVES && count % LEAVES === 0 ? count / LEAVES : 1
  const leaves = count / rings
  const slice = (2 * Math.PI) / leaves
  const depth = (OUTER - INNER) / rings
  return Array.from({ length: count }, (_, index) => {
    const leaf = Math.floor(index / rings)
    const to = OUTER - (index % rings) * depth
    const begin = (leaf - 0.5) * slice
    const middle = leaf * slice
    const [x, y] = polar(to - depth / 2, middle)
    const degrees = (middle * 180) / Math.PI
    const along = 2 * (to - depth / 2) * Math.sin(slice / 2)
    // A word follows the rim where that gives it more room, else the spoke; never upside down.
    const rim = along > depth
    const flip = rim ? degrees > 90 && degrees < 270 : degrees > 180
    return {
      index,
      path: ring(to - depth, to, begin, begin + slice),
      x,
      y,
      turn: (rim ? degrees : degrees - 90) + (flip ? 180 : 0),
      room: rim ? along : depth,
    }
  })
}
