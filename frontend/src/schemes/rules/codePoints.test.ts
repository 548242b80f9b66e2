import { describe, expect, it } from 'vitest'

import { codePointLength, sliceCodePoints, toCodePoint, wordPlaces } from './codePoints'

const text = 'no 😀🎉 way'

describe('places in texts', () => {
  it('count an emoji once, as the server does', () => {
    expect(text.length).toBe(11)
    expect(codePointLength(text)).toBe(9)
    expect(toCodePoint(text, text.indexOf('way'))).toBe(6)
    expect(sliceCodePoints(text, 3, 5)).toBe('😀🎉')
  })

  it('find the words of any script', () => {
    expect(wordPlaces(text).map(({ start, end }) => sliceCodePoints(text, start, end))).toEqual([
      'no',
      '😀🎉',
      'way',
    ])
    expect(wordPlaces('  أنا سعيد ')).toEqual([
      { start: 2, end: 5 },
      { start: 6, end: 10 },
    ])
    expect(wordPlaces(' ')).toEqual([])
  })
})
