/** Keys that several kinds share. Each kind says what they do to its answer. */
import type { Question } from '../../api/types'
import { m } from '../../i18n'
import { LARGE_SET } from '../labelSets'
import type { AnswerContext, KindAction } from './types'

export const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** Opens the field that finds a label in a large set. */
export const FILTER_KEY = ';'

export function filterKey<Q extends Question>(): KindAction<Q> {
  return {
    name: 'filter',
    label: m.keys.filter,
    keys: [FILTER_KEY],
    when: ({ labels }) => labels.length >= LARGE_SET,
    run: (context) => {
      context.focusPart('filter')
    },
  }
}

/** The letters of the labels. */
export function letterKeys<Q extends Question>(
  run: (context: AnswerContext<Q>, label: string) => void,
  label: string = m.keys.pickLabel,
): KindAction<Q> {
  return {
    name: 'label',
    label,
    shown: 'a … z',
    keys: ({ labels }) => labels.flatMap(({ letter }) => (letter ? [letter] : [])),
    run: (context, letter) => {
      const chosen = context.labels.find((candidate) => candidate.letter === letter)
      if (chosen) run(context, chosen.id)
    },
  }
}

export function digitKeys<Q extends Question>(
  label: string,
  run: (context: AnswerContext<Q>, digit: string) => void,
): KindAction<Q> {
  return { name: 'digit', label, shown: '0 … 9', keys: DIGITS, run }
}

/** Up and down among the options that are drawn; space chooses the focused one. */
export function optionArrows<Q extends Question>(): KindAction<Q>[] {
  return [
    {
      name: 'option-above',
      label: m.keys.optionAbove,
      keys: ['ArrowUp'],
      repeats: true,
      run: (context) => {
        context.moveOption(-1)
      },
    },
    {
      name: 'option-below',
      label: m.keys.optionBelow,
      keys: ['ArrowDown'],
      repeats: true,
      run: (context) => {
        context.moveOption(1)
      },
    },
  ]
}

/** Goes into a field of the widget, where letters are letters again. */
export function writeKey<Q extends Question>(part: string, label: string): KindAction<Q> {
  return {
    name: 'write',
    label,
    keys: ['ArrowDown'],
    run: (context) => {
      context.focusPart(part)
    },
  }
}
