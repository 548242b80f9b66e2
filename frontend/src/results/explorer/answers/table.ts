import type { GivenToItem, Question } from '../../../api/types'
import { briefText } from '../../../schemes/answerText'
import { axesOf } from '../../../schemes/kinds/grid/rules'
import { kindOf } from '../../../schemes/kinds/registry'
import { isRecord } from '../../../schemes/rules/common'
import type { Cell } from '../../plots/save'
import { nameOf } from './Name'
import { isVoted, votesOf } from './votes'

const numberIn = (value: unknown, id: string): Cell => {
  const found = isRecord(value) ? value[id] : null
  return typeof found === 'number' ? found : null
}

/** The values of each answer under their columns; an answer that has none leaves its cells empty. */
function valuesOf(
  question: Question,
  answers: readonly GivenToItem[],
): { columns: string[]; rows: Cell[][] } {
  if (isVoted(question)) {
    const columns = kindOf(question)
      .labels(question)
      .map(({ id }) => id)
    return {
      columns,
      // A label that was not chosen has no part of the vote, which is 0; no vote at all is missing.
      rows: votesOf(answers).map(({ shares }) =>
        columns.map((id) => (shares ? (shares[id] ?? 0) : null)),
      ),
    }
  }
  if (question.kind === 'grid') {
    const { x, y } = axesOf(question)
    return {
      columns: [x.id, y.id],
      rows: answers.map(({ answer }) => [x.id, y.id].map((id) => numberIn(answer.value, id))),
    }
  }
  if (question.kind === 'scale')
    return {
      columns: [question.id],
      rows: answers.map(({ answer: { value } }) => [typeof value === 'number' ? value : null]),
    }
  return {
    columns: [question.id],
    rows: answers.map(({ answer }) => [briefText(answer, question)]),
  }
}

/** The answers to one item as a table: a row per rater. */
export function answersTable(
  question: Question,
  answers: readonly GivenToItem[],
): { head: string[]; rows: Cell[][] } {
  const { columns, rows } = valuesOf(question, answers)
  return {
    head: ['rater', ...columns, 'cannot_tell', 'careless'],
    rows: answers.map((given, at) => [
      nameOf(given),
      ...(rows[at] ?? []),
      given.answer.cannot_tell ? 1 : 0,
      given.careless,
    ]),
  }
}
