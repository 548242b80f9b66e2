import { describe, expect, it } from 'vitest'

import { checkTraceSamples } from './checks'
import type { TraceLimits } from './checks'

const limits: TraceLimits = {
  maxLateSeconds: 1,
  maxGapSeconds: 1,
  minRateHz: 10,
  maxFlatSeconds: 2,
}
const ticks = (from: number, to: number, hz = 20) =>
  Array.from({ length: Math.round((to - from) * hz) + 1 }, (_, index) => from + index / hz)
const moving = (times: number[]) => ({ valence: times.map((time) => Math.sin(time)) })
const faults = (seconds: number, times: number[], values = moving(times), own = limits) =>
  checkTraceSamples(seconds, times, values, own).map((finding) => finding.fault)

describe('a recorded trace', () => {
  it('is whole when it starts in time, goes to the end and moves', () => {
    expect(faults(10, ticks(0.2, 9.9))).toEqual([])
  })

  it('names a late start, an early end, gaps and a low rate', () => {
    expect(faults(10, ticks(1.5, 10))).toEqual(['lateStart'])
    expect(faults(10, ticks(0, 8))).toEqual(['earlyEnd'])
    expect(faults(10, [...ticks(0, 4), ...ticks(6, 10)])).toEqual(['gap'])
    expect(faults(10, ticks(0, 10, 5))).toEqual(['lowRate'])
    expect(faults(10, [])).toEqual(['noSamples'])
  })

  it('says where nothing moved, and for how long', () => {
    const times = ticks(0, 10)
    const values = { valence: times.map((time) => (time > 3 && time < 6 ? 0.5 : Math.sin(time))) }
    const [finding] = checkTraceSamples(10, times, values, limits)
    expect(finding).toMatchObject({ fault: 'flat', dimension: 'valence' })
    expect(finding?.atSeconds).toBeCloseTo(3.05)
    expect(finding?.found).toBeCloseTo(2.9)
    expect(faults(10, times, values, { ...limits, maxFlatSeconds: null })).toEqual([])
  })

  it('is checked quickly, however long', () => {
    const times = ticks(0, 7200, 25)
    const begun = performance.now()
    expect(faults(7200, times)).toEqual([])
    expect(performance.now() - begun).toBeLessThan(500)
  })
})
