import { describe, expect, it } from 'vitest'

import { labelColours } from './labelColours'

const label = (id: string, valence: number | null = null) => ({ id, text: id, valence })

describe('labelColours', () => {
  it('keeps an emotion on its colour in every scheme', () => {
    const one = labelColours([label('anger'), label('neutral')])
    const other = labelColours([label('boredom'), label('fear'), label('anger')])
    expect(one.get('anger')).toBe(other.get('anger'))
  })

  it('gives eight labels eight colours', () => {
    const ids = ['angry', 'anger', 'hope', 'awe', 'pride', 'shame', 'guilt', 'sadness']
    expect(new Set(labelColours(ids.map((id) => label(id))).values()).size).toBe(8)
  })

  it('orders hue by valence beyond eight', () => {
    const many = Array.from({ length: 12 }, (_, n) => label(`l${String(n)}`, n / 5.5 - 1))
    const hues = [...labelColours(many).values()].map((c) => Number(/ (\d+)\)$/.exec(c)?.[1]))
    expect(hues).toEqual([...hues].sort((a, b) => b - a))
    expect(new Set(hues).size).toBe(12)
  })
})
