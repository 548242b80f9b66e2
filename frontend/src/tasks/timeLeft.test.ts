import { describe, expect, it } from 'vitest'

import { durationText, timeLeft } from './timeLeft'

const said = (pace: number | null, answered: number, left: number) => {
  const span = timeLeft(pace, answered, left)
  return span && durationText(span)
}

describe('the time that is left', () => {
  it('is not foretold from a few answers', () => {
    expect(timeLeft(null, 0, 100)).toBeNull()
    expect(timeLeft(4, 4, 100)).toBeNull()
    expect(timeLeft(4, 5, 100)).not.toBeNull()
  })

  it('is a range while the pace is not firm, which narrows with each answer', () => {
    expect(said(15, 5, 100)).toBe('25 to 45 min')
    expect(said(15, 12, 100)).toBe('25 to 40 min')
    expect(said(15, 20, 100)).toBe('25 min')
    expect(said(30, 6, 100)).toBe('50 min to 1 h 30 min')
  })

  it('is rounded up, the coarser the longer it is', () => {
    expect(said(61, 40, 1)).toBe('2 min')
    expect(said(61, 40, 11)).toBe('15 min')
    expect(said(61, 40, 60)).toBe('1 h 15 min')
    expect(said(61, 40, 600)).toBe('11 h')
  })

  it('is no number below a minute, and nothing when all is done', () => {
    expect(said(10, 40, 5)).toBeNull()
    expect(timeLeft(10, 40, 5)).toEqual([50, 50])
    expect(said(10, 5, 5)).toBe('1 to 2 min')
    expect(timeLeft(10, 40, 0)).toBeNull()
  })
})
