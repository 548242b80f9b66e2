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

  it('gives levels of sentiment even steps to both sides of grey, whatever their order', () => {
    const ids = ['negative', 'weakly-negative', 'neutral', 'weakly-positive', 'positive']
    const five = ids.map((id, at) => label(id, (at - 2) * 0.4))
    const colours = labelColours(five)
    expect(ids.map((id) => colours.get(id))).toEqual([
      'oklch(56.0% 0.130 265)',
      'oklch(66.0% 0.065 265)',
      'oklch(76.0% 0.000 70)',
      'oklch(66.0% 0.065 70)',
      'oklch(56.0% 0.130 70)',
    ])
    expect(labelColours(five.toReversed())).toEqual(new Map([...colours].toReversed()))
    const three = labelColours(['positive', 'neutral', 'negative'].map((id) => label(id)))
    expect(three.get('positive')).toBe(colours.get('positive'))
    expect(three.get('negative')).toBe(colours.get('negative'))
  })

  it('leaves emotions their colours where they stand in the order of valence', () => {
    const ordered = labelColours([label('sad', -0.8), label('neutral', 0), label('happy', 0.8)])
    expect(ordered.get('happy')).toBe(labelColours([label('happy'), label('hope')]).get('happy'))
  })
})
