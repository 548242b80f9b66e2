import { describe, expect, it } from 'vitest'

import type { Question } from '../../api/types'
import { acceptedText, judging, mannerOf, pickingOf } from './expected'

const labels = [
  { id: 'anger', text: 'Anger' },
  { id: 'fear', text: 'Fear' },
]
const emotion: Question = { id: 'emotion', kind: 'choice', text: 'Which?', labels }
const arousal: Question = { id: 'arousal', kind: 'scale', text: 'How?', min: 1, max: 7 }
const mixed: Question = { id: 'mixed', kind: 'multi', text: 'Which ones?', labels }

describe('right answers in words', () => {
  it('name the labels, the range and lists', () => {
    expect(acceptedText(emotion, { any_of: ['anger', 'fear'] })).toBe('Anger or Fear')
    expect(acceptedText(arousal, { min: 5, max: 7 })).toBe('5 to 7')
    expect(acceptedText(arousal, { min: 5 })).toBe('5 or more')
    expect(acceptedText(arousal, { min: null, max: 0 })).toBe('0 or less')
    expect(acceptedText(arousal, { any_of: [4] })).toBe('4')
    expect(acceptedText(mixed, { any_of: [['anger', 'fear'], ['fear']] })).toBe(
      'Anger, Fear or Fear',
    )
  })

  it('say so of shares by their highest label', () => {
    const shares: Question = { id: 's', kind: 'distribution', text: 'Shares?', labels }
    expect(mannerOf(shares)).toBe('highest')
    expect(acceptedText(shares, { any_of: ['fear'] })).toBe('Fear')
  })
})

describe('what is sent', () => {
  it('leaves out what judges nothing, and keeps a zero', () => {
    expect(
      judging({
        emotion: { any_of: [] },
        arousal: { min: 0, max: null },
        valence: { min: null, max: null },
      }),
    ).toEqual({ arousal: { min: 0 } })
  })
})

describe('picking', () => {
  it('offers the labels of a question, of which one at least is right', () => {
    const statement: Question = { id: 'true', kind: 'statement', text: 'Is it so?' }
    expect(pickingOf(statement).labels.map(({ id }) => id)).toEqual(['true', 'false'])
    expect(pickingOf(statement).min).toBe(1)
  })
})
