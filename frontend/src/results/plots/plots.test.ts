import { describe, expect, it } from 'vitest'

import { toCsv } from './save'
import { coefficientRange, linear, ticks } from './scales'

describe('axes', () => {
  it('have round ticks within the range', () => {
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(ticks(-0.3, 1, 5)).toEqual([0, 0.5, 1])
    expect(ticks(0, 0, 5)).toEqual([0])
  })

  it('start below zero only where a coefficient does', () => {
    expect(coefficientRange([0.4, null, 0.9])).toEqual([0, 1])
    expect(coefficientRange([-0.12, 0.4])[0]).toBe(-0.2)
  })

  it('map ends to ends', () => {
    const scale = linear([0, 10], [100, 200])
    expect([scale(0), scale(5), scale(10)]).toEqual([100, 150, 200])
  })
})

describe('toCsv', () => {
  it('leaves a missing value empty and escapes quotes', () => {
    expect(toCsv(['a', 'b'], [[null, 'say "no", twice']])).toBe('a,b\r\n,"say ""no"", twice"\r\n')
  })
})
