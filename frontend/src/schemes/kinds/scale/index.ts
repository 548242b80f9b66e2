import type { ScaleQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { digitKeys, optionArrows } from '../keys'
import type { Kind } from '../types'
import { ScaleWidget } from './Widget'
import { checkScale, pointFromDigits, scalePoints } from './rules'

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
    ...optionArrows<ScaleQuestion>(),
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
