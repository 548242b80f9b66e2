import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, it } from 'vitest'

import type { Answers, Question } from '../../api/types'
import { balance, numberFromDigits, sumPercent, withPercent } from '../kinds/distribution/rules'
import { toggleLabel } from '../kinds/multi/rules'
import { pointFromDigits, scalePoints } from '../kinds/scale/rules'
import { KINDS } from '../kinds/registry'
import { checkAnswer, checkAnswers, findProblems } from './index'
import { labelKeys } from './labels'

type Verdict = 'ok' | 'error'

interface Case {
  name: string
  draft: Verdict
  submit: Verdict
}
interface QuestionCase extends Case {
  question: Question
  answer: unknown
}
interface SchemeCase extends Case {
  questions: Question[]
  answers: Answers
}

// The server's rules read the same files, so the two cannot drift apart unseen.
const folder = path.resolve(import.meta.dirname, '../../../../affect/questions/answer_cases')
const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as unknown

const kinds = Object.keys(KINDS)
const cases = kinds.flatMap((kind) => read(`${kind}.json`) as QuestionCase[])
const schemeCases = read('show_when.json') as SchemeCase[]

const verdict = (problems: unknown[]): Verdict => (problems.length === 0 ? 'ok' : 'error')

describe('the shared answer cases', () => {
  it('are there for every kind and no other', () => {
    const files = readdirSync(folder).map((name) => name.replace('.json', ''))
    expect(files.sort()).toEqual([...kinds, 'show_when'].sort())
  })

  it.each(cases.map((item) => [item.name, item] as const))('%s', (_name, item) => {
    const { question, answer } = item
    expect({
      draft: verdict(checkAnswer(question, answer, true)),
      submit: verdict(checkAnswer(question, answer, false)),
    }).toEqual({ draft: item.draft, submit: item.submit })
  })

  it.each(schemeCases.map((item) => [item.name, item] as const))('%s', (_name, item) => {
    const { questions, answers } = item
    expect({
      draft: verdict(checkAnswers(questions, answers, true)),
      submit: verdict(checkAnswers(questions, answers, false)),
    }).toEqual({ draft: item.draft, submit: item.submit })
  })
})

describe('shares', () => {
  it('scale to exactly 100 in whole percent', () => {
    const shares = balance({ anger: 0.2, fear: 0.2, joy: 0.2 }, null)
    expect(sumPercent(shares)).toBe(100)
    expect(Object.values(shares).sort()).toEqual([0.33, 0.33, 0.34])
  })

  it('give the rest to the label that was picked without a weight', () => {
    expect(balance({ anger: 0.6 }, 'fear')).toEqual({ anger: 0.6, fear: 0.4 })
    expect(balance({}, 'fear')).toEqual({ fear: 1 })
  })

  it('share out nothing when there is nothing to go by', () => {
    expect(balance({}, null)).toEqual({})
  })

  it('lose a label without leaving a zero behind', () => {
    expect(withPercent({ anger: 0.6, fear: 0.4 }, 'fear', null)).toEqual({ anger: 0.6 })
  })

  it('read digits one after another and start anew beyond the maximum', () => {
    expect(numberFromDigits('60', 100)).toEqual({ typed: '60', value: 60 })
    expect(numberFromDigits('605', 100)).toEqual({ typed: '5', value: 5 })
  })
})

describe('scales', () => {
  const question = { id: 'a', kind: 'scale', text: 'A', min: 1, max: 10 } as const

  it('list their points', () => {
    expect(scalePoints({ ...question, min: -1, max: 1, step: 0.5 })).toEqual([-1, -0.5, 0, 0.5, 1])
  })

  it('take two digits where the scale goes that far', () => {
    expect(pointFromDigits(question, '10')).toBe(10)
    expect(pointFromDigits(question, '37')).toBe(7)
    expect(pointFromDigits({ ...question, max: 5 }, '9')).toBeNull()
  })

  it('take a minus before a digit where they go below zero', () => {
    const both = { ...question, min: -3, max: 3 }
    expect(pointFromDigits(both, '-2')).toBe(-2)
    expect(pointFromDigits(both, '-23')).toBe(3)
    expect(pointFromDigits(both, '-4')).toBeNull()
  })
})

describe('labels', () => {
  it('keep the letters of the scheme and never use a reserved one', () => {
    const keys = labelKeys([
      { id: 'boredom', text: 'Boredom', key: null },
      { id: 'surprise', text: 'Surprise', key: 'o' },
      { id: 'gloom', text: 'Gloom', key: 'g' },
    ])
    expect(keys.get('surprise')).toBe('o')
    expect(keys.get('boredom')).toBe('r')
    expect(keys.get('gloom')).toBe('m')
  })

  it('are chosen in the order of the scheme', () => {
    const question: Question = {
      id: 'm',
      kind: 'multi',
      text: 'M',
      labels: ['a', 'c', 'd'].map((id) => ({ id, text: id })),
    }
    expect(toggleLabel(question, ['d'], 'a')).toEqual(['a', 'd'])
    expect(toggleLabel(question, ['a', 'd'], 'a')).toEqual(['d'])
  })

  it('name the first question that holds a submission back', () => {
    const questions: Question[] = [
      { id: 'v', kind: 'scale', text: 'V', min: 1, max: 5, required: false },
      { id: 'w', kind: 'scale', text: 'W', min: 1, max: 5 },
    ]
    const [first] = findProblems(questions, {})
    expect(first?.question.id).toBe('w')
  })
})
