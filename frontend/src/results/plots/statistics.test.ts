import { describe, expect, it } from 'vitest'

import { bandOf, deviation, ellipseOf, mean, valueAt, wilson } from './statistics'

describe('wilson', () => {
  it('gives the published interval of 81 in 263', () => {
    // Newcombe (1998), Two-sided confidence intervals for the single proportion, Table I
    const interval = wilson(81, 263)
    expect(interval?.low).toBeCloseTo(0.2553, 4)
    expect(interval?.high).toBeCloseTo(0.3662, 4)
  })

  it('stays within 0 and 1 for none and for all', () => {
    expect(wilson(0, 20)?.low).toBe(0)
    expect(wilson(0, 20)?.high).toBeCloseTo(0.1611, 4)
    expect(wilson(20, 20)?.high).toBe(1)
    expect(wilson(0, 0)).toBeNull()
  })
})

describe('ellipse', () => {
  it('lies along a slanted cloud', () => {
    const found = ellipseOf([-2, -1, 0, 1, 2].map((value) => ({ x: value, y: value })))
    expect(found?.angle).toBeCloseTo(45)
    expect(found?.radii[1]).toBeCloseTo(0)
    expect(found?.centre).toEqual({ x: 0, y: 0 })
  })

  it('is not drawn around two points', () => {
    expect(
      ellipseOf([
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ]),
    ).toBeNull()
  })
})

describe('traces', () => {
  const up = { id: 'up', times: [0, 10], values: [0, 1] }
  const late = { id: 'late', times: [5, 10], values: [0, 0] }

  it('are read between samples and nowhere else', () => {
    expect(valueAt(up, 2.5)).toBeCloseTo(0.25)
    expect(valueAt(late, 2.5)).toBeNull()
    expect(valueAt({ id: 'none', times: [], values: [] }, 0)).toBeNull()
  })

  it('are averaged over those that are there, never over a zero', () => {
    const band = bandOf([up, late], 10, 4)
    expect(band.map((point) => point.n)).toEqual([1, 1, 2, 2, 2])
    expect(band[1]).toMatchObject({ mean: 0.25, low: null, high: null })
    expect(band[4]?.mean).toBeCloseTo(0.5)
  })
})

describe('moments', () => {
  it('are missing where they are not defined', () => {
    expect(mean([])).toBeNull()
    expect(deviation([3])).toBeNull()
    expect(deviation([1, 3])).toBeCloseTo(Math.SQRT2)
  })
})
