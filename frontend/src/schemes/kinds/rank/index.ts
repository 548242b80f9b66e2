import type { RankQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { letterKeys } from '../keys'
import { labelText, listText, manyNames } from '../texts'
import type { AnswerContext, Kind, KindAction } from '../types'
import { RankWidget } from './Widget'
import { checkRank, rankedAt } from './rules'

type Context = AnswerContext<RankQuestion>

const orderIn = ({ answer }: Context) => manyNames(answer?.value ?? [])

/** The next place for a label that has none; one that has a place is taken in hand. */
function take(context: Context, label: string): void {
  const order = orderIn(context)
  if (!order.includes(label)) context.setValue([...order, label])
  context.pick(label)
}

const inHand = (context: Context) =>
  context.picked !== null && orderIn(context).includes(context.picked)

function move(
  name: string,
  label: string,
  key: string,
  direction: 1 | -1,
): KindAction<RankQuestion> {
  return {
    name,
    label,
    keys: [key],
    repeats: true,
    run: (context) => {
      const { picked } = context
      const order = orderIn(context)
      if (picked === null || !inHand(context)) {
        context.moveOption(direction)
        return
      }
      context.setValue(rankedAt(order, picked, order.indexOf(picked) + direction))
    },
  }
}

export const rank: Kind<RankQuestion> = {
  check: checkRank,
  Widget: RankWidget,
  labels: (question) => question.labels,
  actions: [
    letterKeys(take, m.kindWords.rankLetter),
    {
      name: 'digit',
      label: m.kindWords.rankDigit,
      shown: '1 … 9',
      keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
      run: (context, digit) => {
        const label = context.labels[Number(digit) - 1]
        if (label) take(context, label.id)
      },
    },
    move('earlier', m.kindWords.rankEarlier, 'ArrowUp', -1),
    move('later', m.kindWords.rankLater, 'ArrowDown', 1),
    {
      name: 'out',
      label: m.kindWords.rankTakeOut,
      keys: ['-'],
      when: inHand,
      run: (context) => {
        const order = orderIn(context).filter((id) => id !== context.picked)
        context.setValue(order.length > 0 ? order : null)
        context.pick(null)
      },
    },
  ],
  summary: (question, value) =>
    listText(
      manyNames(value).map(
        (id, index) => `${String(index + 1)}. ${labelText(question.labels, id)}`,
      ),
    ),
}
