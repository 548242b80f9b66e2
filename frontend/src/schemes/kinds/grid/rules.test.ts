import { describe, expect, it } from 'vitest'

import { axesOf, decimalsOf, partsOf } from './rules'

const findingemo = axesOf({
  id: 'affect',
  kind: 'grid',
  text: '?',
  x: { id: 'valence', min: -3, max: 3, step: 1 },
  y: { id: 'arousal', min: 0, max: 6, step: 0.5 },
})

describe('the lines of a plane', () => {
  it('are the steps of an axis where they are few', () => {
    expect(partsOf(findingemo.x)).toBe(6)
    expect(partsOf(findingemo.y)).toBe(12)
  })

  it('are tenths of a fine axis', () => {
    expect(partsOf(axesOf({ id: 'affect', kind: 'grid', text: '?' }).x)).toBe(10)
  })
})

describe('the numbers of a point', () => {
  it('have as many decimals as the steps, two at most', () => {
    expect(decimalsOf(findingemo.x)).toBe(0)
    expect(decimalsOf(findingemo.y)).toBe(1)
    expect(decimalsOf({ ...findingemo.x, step: 0.001 })).toBe(2)
  })
})
