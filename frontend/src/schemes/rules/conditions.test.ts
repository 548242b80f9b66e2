import { describe, expect, it } from 'vitest'

import type { Answers, Question } from '../../api/types'
import { shownAnswers, shownQuestions } from './conditions'
import { findProblems } from './index'

const labels = ['joy', 'fear'].map((id) => ({ id, text: id }))
const questions: Question[] = [
  { id: 'emotion', kind: 'choice', text: 'E', labels, cannot_tell: true },
  {
    id: 'why',
    kind: 'words',
    text: 'W',
    show_when: { question: 'emotion', in: ['fear'] },
  },
  {
    id: 'strength',
    kind: 'scale',
    text: 'S',
    min: 1,
    max: 7,
    show_when: { question: 'emotion', answered: true },
  },
  { id: 'more', kind: 'text', text: 'M', show_when: { question: 'strength', min: 5 } },
  { id: 'dog', kind: 'text', text: 'D', show_when: { question: 'why', in: ['big dog'] } },
]
const shown = (answers: Answers) => shownQuestions(questions, answers).map(({ id }) => id)

describe('show_when', () => {
  it('hides what nothing was answered for, and cannot tell is no value', () => {
    expect(shown({})).toEqual(['emotion'])
    expect(shown({ emotion: { cannot_tell: true } })).toEqual(['emotion'])
  })

  it('knows labels, words, numbers and any value', () => {
    expect(shown({ emotion: { value: 'joy' } })).toEqual(['emotion', 'strength'])
    expect(
      shown({
        emotion: { value: 'fear' },
        why: { value: [{ word: ' Big  DOG ' }] },
        strength: { value: 5 },
      }),
    ).toEqual(['emotion', 'why', 'strength', 'more', 'dog'])
    expect(shown({ emotion: { value: 'joy' }, strength: { value: 4 } })).not.toContain('more')
  })

  it('asks nothing on the answer to a hidden question, and leaves that answer out', () => {
    const answers: Answers = {
      emotion: { value: 'joy' },
      why: { value: [{ word: 'big dog' }] },
      dog: { value: 'It barked.' },
      strength: { value: 2 },
    }
    expect(shown(answers)).toEqual(['emotion', 'strength'])
    expect(Object.keys(shownAnswers(questions, answers))).toEqual(['emotion', 'strength'])
  })

  it('never misses a hidden question', () => {
    const found = findProblems(questions, { emotion: { value: 'joy' }, strength: { value: 2 } })
    expect(found).toEqual([])
  })
})
