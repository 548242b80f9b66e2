/** Keys of the kinds that give a number to each label: distribution and intensity. */
import type { Question } from '../../api/types'
import { m } from '../../i18n'
import { groupLabels } from '../labelSets'
import { numberFromDigits } from './distribution/rules'
import { digitKeys, filterKey, letterKeys } from './keys'
import type { AnswerContext, KindAction } from './types'

interface Weights<Q extends Question> {
  /** The largest number that digits can type. */
  max: (question: Q) => number
  setNumber: (context: AnswerContext<Q>, label: string, number: number) => void
  nudge: (context: AnswerContext<Q>, label: string, direction: 1 | -1, coarse: boolean) => void
}

function movePick<Q extends Question>(context: AnswerContext<Q>, direction: 1 | -1): void {
  const drawn = 'order' in context.question && context.question.order === 'random'
  const ids = groupLabels(context.labels, drawn).flatMap((group) =>
    group.labels.map((label) => label.id),
  )
  const at = context.picked === null ? -1 : ids.indexOf(context.picked)
  const next = at === -1 && direction === -1 ? ids.length - 1 : at + direction
  context.retype('')
  context.pick(ids[(next + ids.length) % ids.length] ?? null)
}

/** A letter picks a label; digits and arrows then act on it. */
export function weightKeys<Q extends Question>(weights: Weights<Q>): KindAction<Q>[] {
  const arrow = (
    name: string,
    label: string,
    key: string,
    direction: 1 | -1,
    coarse: boolean,
  ): KindAction<Q> => ({
    name,
    label,
    keys: [key],
    repeats: true,
    run: (context) => {
      if (context.picked !== null) weights.nudge(context, context.picked, direction, coarse)
      else context.moveOption(direction === 1 ? -1 : 1)
    },
  })
  const other = (name: string, label: string, key: string, direction: 1 | -1): KindAction<Q> => ({
    name,
    label,
    keys: [key],
    repeats: true,
    run: (context) => {
      movePick(context, direction)
    },
  })
  return [
    filterKey<Q>(),
    letterKeys((context, label) => {
      context.retype('')
      context.pick(label)
    }),
    digitKeys(m.keys.digits, (context, digit) => {
      if (context.picked === null) return
      const max = weights.max(context.question)
      const { typed, value } = numberFromDigits(context.typed(digit), max)
      context.retype(typed)
      if (value > max) return
      weights.setNumber(context, context.picked, value)
    }),
    arrow('up', m.keys.up, 'ArrowUp', 1, true),
    arrow('down', m.keys.down, 'ArrowDown', -1, true),
    arrow('fine-up', m.keys.fineUp, 'Shift+ArrowUp', 1, false),
    arrow('fine-down', m.keys.fineDown, 'Shift+ArrowDown', -1, false),
    other('next-label', m.keys.nextLabel, ']', 1),
    other('previous-label', m.keys.previousLabel, '[', -1),
  ]
}
