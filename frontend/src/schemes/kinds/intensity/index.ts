import type { IntensityQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { numbersOf } from '../../numbers'
import { intensityInWords } from '../inWords'
import type { AnswerContext, Kind } from '../types'
import { weightKeys } from '../weights'
import { IntensityWidget } from './Widget'
import { checkIntensity, intensityRange, stepsAway } from './rules'

function setNumber(context: AnswerContext<IntensityQuestion>, label: string, number: number): void {
  const { min, max, step } = intensityRange(context.question)
  const onStep = min + Math.round((number - min) / step) * step
  const value = Math.min(max, Math.max(min, onStep))
  context.setValue({ ...numbersOf(context.answer?.value), [label]: value })
}

export const intensity: Kind<IntensityQuestion> = {
  check: checkIntensity,
  Widget: IntensityWidget,
  labels: (question) => question.labels,
  actions: weightKeys<IntensityQuestion>({
    max: (question) => intensityRange(question).max,
    setNumber,
    nudge: (context, label, direction, coarse) => {
      const now = numbersOf(context.answer?.value)[label]
      setNumber(context, label, stepsAway(context.question, now, direction, coarse))
    },
  }),
  summary: intensityInWords,
  ends: (question) => {
    if (question.levels) return null
    const { min, max } = intensityRange(question)
    return m.kindWords.eachOnScale(m.kindWords.end(min), m.kindWords.end(max))
  },
}
