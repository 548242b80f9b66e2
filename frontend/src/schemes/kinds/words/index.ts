import type { WordsQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { writeKey } from '../keys'
import { listText } from '../texts'
import type { Kind } from '../types'
import { WordsWidget } from './Widget'
import { checkWords, normalWord, wordsIn } from './rules'

export const words: Kind<WordsQuestion> = {
  check: checkWords,
  Widget: WordsWidget,
  labels: () => [],
  gives: (value, names) => {
    const asked = new Set(names.map(normalWord))
    return wordsIn(value).some((entry) => asked.has(normalWord(entry.word)))
  },
  actions: [writeKey<WordsQuestion>('words', m.kindWords.writeKey)],
  summary: (_question, value) =>
    listText(wordsIn(value).map(({ word, reason }) => (reason ? `${word} (${reason})` : word))),
}
