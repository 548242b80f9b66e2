import { describe, expect, it } from 'vitest'

import { sectorsOf } from './wheel'

describe('a wheel of labels', () => {
  it('has eight leaves of three rings for the 24 of Plutchik', () => {
    const sectors = sectorsOf(24)
    const distances = sectors.map(({ x, y }) => Math.hypot(x, y))
    expect(new Set(distances.map((distance) => distance.toFixed(1))).size).toBe(3)
    // The mildest emotion of a leaf lies outside, the strongest at the centre.
    expect(distances[0]).toBeGreaterThan(distances[2] ?? 0)
    expect(sectors[0]?.x).toBeCloseTo(0)
    expect(sectors[6]?.y).toBeCloseTo(0)
  })

  it('is one ring for other numbers, and words are never upside down', () => {
    const sectors = sectorsOf(7)
    expect(new Set(sectors.map(({ x, y }) => Math.hypot(x, y).toFixed(1))).size).toBe(1)
    for (const { turn } of [...sectors, ...sectorsOf(24)]) {
      expect(Math.cos((turn * Math.PI) / 180)).toBeGreaterThanOrEqual(-0.001)
    }
  })
})
