import { describe, expect, it } from 'vitest'

import { findLabels, groupLabels, longestWord } from './labelSets'
import { shownLabels } from './labels'

const names = 'abcdefghijklmnopqrstuvwx'.split('')
const many = shownLabels(
  names.map((id, index) => ({ id, text: id, valence: index < 8 ? -0.6 : index < 16 ? 0 : 0.6 })),
)

describe('large sets of labels', () => {
  it('are grouped by valence', () => {
    expect(groupLabels(many, false).map((group) => [group.name, group.labels.length])).toEqual([
      ['negative', 8],
      ['neutral', 8],
      ['positive', 8],
    ])
  })

  it('stay as they are when the order was drawn, the set is small, or places are missing', () => {
    expect(groupLabels(many, true)).toHaveLength(1)
    expect(groupLabels(many.slice(0, 9), false)).toHaveLength(1)
    const unplaced = many.map((label) => ({ ...label, valence: null }))
    expect(groupLabels(unplaced, false)).toEqual([{ name: null, labels: unplaced }])
  })

  it('are found by their beginning before their middle, without case and accents', () => {
    const labels = ['Tristesse', 'Fierté', 'Été'].map((text) => ({ id: text, text }))
    expect(findLabels(labels, 'te').map((label) => label.id)).toEqual([
      'Tristesse',
      'Fierté',
      'Été',
    ])
    expect(findLabels(labels, 'ET').map((label) => label.id)).toEqual(['Été'])
    expect(findLabels(labels, 'x')).toEqual([])
  })

  it('tell the longest of their words, which a column must hold', () => {
    expect(longestWord([{ text: 'At ease' }, { text: 'Hope/Enthusiasm' }])).toBe(10)
    expect(longestWord([])).toBe(0)
  })

  it('keep letters and colours whatever the order on the page', () => {
    const turned = shownLabels(many, names.toReversed())
    expect(turned[0]?.id).toBe('x')
    const before = many.find((label) => label.id === 'x')
    expect(turned[0]?.letter).toBe(before?.letter)
    expect(turned[0]?.colour).toBe(before?.colour)
  })
})
