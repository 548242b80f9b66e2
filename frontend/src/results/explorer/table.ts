import type { Disagreement, Question } from '../../api/types'
import { m } from '../../i18n'
import { briefText } from '../../schemes/answerText'
import type { Cell } from '../plots/save'

const t = m.studio.explorer

/** The items of a page as a table: a row per item, its answers in words in one cell. */
export function tableOf(
  list: Disagreement,
  question: Question,
): { head: string[]; rows: Cell[][] } {
  const measures = list.measures.filter((name) => name !== 'n')
  return {
    head: ['item', 'n', ...measures, 'more', 'why', 'answers'],
    rows: list.results.map((item) => [
      item.key,
      item.n,
      ...measures.map((name) => item.measures[name] ?? null),
      item.more,
      item.why,
      item.answers
        .map(({ name, answer }) => `${name ?? t.unknownRater}: ${briefText(answer, question)}`)
        .join('; '),
    ]),
  }
}
