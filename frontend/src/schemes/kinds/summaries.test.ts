import { describe, expect, it } from 'vitest'

import type { Answer, Question } from '../../api/types'
import { answerText } from '../answerText'

const labels = [
  { id: 'joy', text: 'Joy' },
  { id: 'fear', text: 'Fear' },
]
const base = { id: 'q', text: 'Q' }
const cases: [Question, Answer, string][] = [
  [{ ...base, kind: 'choice', labels }, { value: 'joy' }, 'Joy'],
  [{ ...base, kind: 'multi', labels }, { value: [] }, 'none'],
  [{ ...base, kind: 'multi', labels }, { value: ['joy', 'fear'] }, 'Joy, Fear'],
  [{ ...base, kind: 'intensity', labels }, { value: { fear: 0 } }, 'Fear 0, each from 0 to 100'],
  [
    { ...base, kind: 'intensity', labels, max: 2, levels: ['Absent', 'Weak', 'Strong'] },
    { value: { fear: 2, joy: 0 } },
    'Fear: Strong, Joy: Absent',
  ],
  [
    { ...base, kind: 'intensity', labels, min: 0, max: 1, step: 0.1 },
    { value: { joy: 0.30000000000000004 } },
    'Joy 0.3, each from 0 to 1',
  ],
  [
    { ...base, kind: 'distribution', labels },
    { value: { fear: 0.4, joy: 0.6 } },
    'Joy 60%, Fear 40%',
  ],
  [
    { ...base, kind: 'scale', min: 1, max: 7 },
    { value: 4, confidence: 2 },
    '4, on a scale from 1 to 7 (sure 2/5)',
  ],
  [
    { ...base, kind: 'scale', min: 1, max: 9, anchors: ['Calm', 'Excited'] },
    { value: 4 },
    '4, on a scale from 1 (Calm) to 9 (Excited)',
  ],
  [
    {
      ...base,
      kind: 'scale',
      min: 1,
      max: 3,
      anchors: ['Bad', 'Good'],
      levels: ['Bad', 'Fair', 'Good'],
    },
    { value: 2 },
    'Fair (2), on a scale from 1 to 3',
  ],
  [
    { ...base, kind: 'grid' },
    { value: { valence: 0.5, arousal: -0.25 } },
    'Valence 0.50, Arousal -0.25',
  ],
  [{ ...base, kind: 'statement' }, { value: 'false' }, 'False'],
  [{ ...base, kind: 'statement' }, { cannot_tell: true }, 'cannot tell'],
  [{ ...base, kind: 'pair' }, { value: 'none' }, 'No preference'],
  [{ ...base, kind: 'rank', labels }, { value: ['fear', 'joy'] }, '1. Fear, 2. Joy'],
  [{ ...base, kind: 'text' }, { value: ' So glad ' }, 'So glad'],
  [
    { ...base, kind: 'words', reasons: true },
    { value: [{ word: 'awe', reason: 'the sky' }] },
    'awe (the sky)',
  ],
  [
    { ...base, kind: 'trace', dimensions: [{ id: 'valence', text: 'Valence' }] },
    { value: { seconds: 2, times: [0, 1], values: { valence: [0, 1] }, device: 'keys' } },
    'Valence, 2 samples over 1.0 s',
  ],
  [
    { ...base, kind: 'timeline', labels },
    { value: [{ start: 0, end: 1.5, label: 'joy' }] },
    'Joy 0.00–1.50 s',
  ],
  [
    { ...base, kind: 'spans', labels },
    { value: [{ turn: -1, start: 0, end: 2, label: 'fear', text: 'no' }] },
    'Fear: “no”',
  ],
  [
    { ...base, kind: 'regions', labels },
    { value: [{ x: 0, y: 0, width: 0.5, height: 0.25, label: 'joy' }] },
    'Joy 50% × 25%',
  ],
  [
    { ...base, kind: 'review', fields: [{ id: 'caption', text: 'Caption' }] },
    { value: { verdict: 'edit', draft: { caption: 'a' }, fields: { caption: 'b' } } },
    'edited: Caption',
  ],
]

describe('an answer in words', () => {
  it.each(cases.map((entry) => [entry[0].kind, ...entry] as const))(
    '%s',
    (_kind, question, answer, words) => {
      expect(answerText(answer, question)).toBe(words)
    },
  )

  it('still says what it can without the question', () => {
    expect(answerText({ value: { joy: 0.6, fear: 0.4 } }, null)).toBe('joy 60%, fear 40%')
    expect(answerText({ value: [{ word: 'awe' }, { word: 'joy' }] }, null)).toBe('awe, joy')
    expect(answerText({ value: 3, confidence: 5 }, null)).toBe('3 (sure 5/5)')
  })
})
