import type { DistributionQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { numbersOf, orNone } from '../../numbers'
import { distributionInWords } from '../inWords'
import type { AnswerContext, Kind } from '../types'
import { weightKeys } from '../weights'
import { DistributionWidget } from './Widget'
import { balance, checkDistribution, percentOf, withPercent } from './rules'

const COARSE = 5

function setPercent(
  context: AnswerContext<DistributionQuestion>,
  label: string,
  percent: number,
): void {
  context.setValue(withPercent(numbersOf(context.answer?.value), label, percent))
}

export const distribution: Kind<DistributionQuestion> = {
  check: checkDistribution,
  Widget: DistributionWidget,
  labels: (question) => question.labels,
  actions: [
    ...weightKeys<DistributionQuestion>({
      max: () => 100,
      setNumber: setPercent,
      nudge: (context, label, direction, coarse) => {
        const now = percentOf(numbersOf(context.answer?.value)[label] ?? 0)
        setPercent(context, label, now + direction * (coarse ? COARSE : 1))
      },
    }),
    {
      name: 'balance',
      label: m.keys.balance,
      keys: ['='],
      run: (context) => {
        context.setValue(orNone(balance(numbersOf(context.answer?.value), context.picked)))
      },
    },
  ],
  summary: distributionInWords,
}
