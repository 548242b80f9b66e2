import type { AnswerValue, Word, WordsQuestion } from '../../../api/types'
import { codePointLength } from '../../rules/codePoints'
import { checkCharacters, checkCount, checkFields, isRecord } from '../../rules/common'
import type { Problem } from '../../rules/common'

const LONGEST = { word: 200, reason: 2000 } as const

/** The one spelling in which words are compared: NFKC, lower case, single spaces. */
export function normalWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean).join(' ')
}

export function wordLimits(question: WordsQuestion): { least: number; most: number | null } {
  return { least: question.min ?? 1, most: question.max ?? null }
}

function checkEntry(question: WordsQuestion, entry: unknown, draft: boolean): Problem[] {
  const wrong = checkFields(entry, ['word'], ['reason'])
  if (wrong.length > 0) return wrong
  const given = entry as Partial<Record<'word' | 'reason', unknown>>
  for (const name of ['word', 'reason'] as const) {
    const text = given[name] ?? ''
    if (typeof text !== 'string' || given[name] === null) return [{ code: 'shape' }]
    if (codePointLength(text) > LONGEST[name]) return [{ code: 'tooLong', detail: LONGEST[name] }]
    const odd = checkCharacters(text)
    if (odd.length > 0) return odd
  }
  if ('reason' in given && !question.reasons) return [{ code: 'noReasons' }]
  if (draft) return []
  const blank = Object.values(given).some((text) => typeof text === 'string' && !text.trim())
  return blank ? [{ code: 'blank' }] : []
}

export function checkWords(question: WordsQuestion, value: unknown, draft: boolean): Problem[] {
  if (!Array.isArray(value)) return [{ code: 'shape' }]
  const problems = value.flatMap((entry) => checkEntry(question, entry, draft))
  if (problems.length > 0) return problems
  const given = (value as Word[]).map((entry) => normalWord(entry.word))
  const twice = given.find((word, index) => word && given.indexOf(word) !== index)
  if (twice !== undefined) return [{ code: 'twice', detail: twice }]
  const { least, most } = wordLimits(question)
  return draft ? [] : checkCount(given.length, least, most)
}

/** The words of an answer's value; none when there is no answer. */
export function wordsIn(value: AnswerValue | undefined): Word[] {
  if (!Array.isArray(value)) return []
  return value.filter((entry): entry is Word => isRecord(entry) && 'word' in entry)
}
