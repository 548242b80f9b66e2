import type { ScaleQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { digitKeys, optionArrows } from '../keys'
import type { Kind, KindAction } from '../types'
import { ScaleWidget } from './Widget'
import { checkScale, isLine, pointFromDigits, scalePoints, slid } from './rules'

const onLine = ({ question }: { question: ScaleQuestion }) => isLine(question)

/** Up and down along a line, with Shift step by step; among points they go from one to the next. */
function slide(name: string, label: string, direction: 1 | -1, fine: boolean) {
  const arrow = direction === 1 ? 'ArrowUp' : 'ArrowDown'
  return {
    name,
    label,
    keys: [fine ? `Shift+${arrow}` : arrow],
    repeats: true,
    when: onLine,
    run: (context) => {
      context.setValue(slid(context.question, context.answer?.value, direction, fine))
    },
  } satisfies KindAction<ScaleQuestion>
}

export const scale: Kind<ScaleQuestion> = {
  check: checkScale,
  Widget: ScaleWidget,
  labels: () => [],
  actions: [
    digitKeys(m.keys.point, (context, digit) => {
      const point = pointFromDigits(context.question, context.typed(digit))
      if (point !== null) context.setValue(point)
    }),
    {
      name: 'minus',
      label: m.keys.minus,
      keys: ['-'],
      when: ({ question }) => question.min < 0,
      run: (context) => {
        context.retype('-')
      },
    },
    ...optionArrows<ScaleQuestion>().map((action) => ({
      ...action,
      when: (context: { question: ScaleQuestion }) => !onLine(context),
    })),
    slide('slide-up', m.keys.slideUp, 1, false),
    slide('slide-down', m.keys.slideDown, -1, false),
    slide('slide-fine-up', m.keys.slideFineUp, 1, true),
    slide('slide-fine-down', m.keys.slideFineDown, -1, true),
  ],
  summary: (question, value) => {
    const level = question.levels?.[scalePoints(question).indexOf(Number(value))]
    return level === undefined ? String(value) : `${level} (${String(value)})`
  },
  ends: ({ min, max, anchors, levels }) => {
    const [low, high] = levels ? [] : (anchors ?? [])
    return m.kindWords.onScale(m.kindWords.end(min, low), m.kindWords.end(max, high))
  },
}
