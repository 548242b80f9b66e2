import type { MultiQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { filterKey, letterKeys, optionArrows } from '../keys'
import { multiInWords } from '../inWords'
import { givesAny } from '../texts'
import type { Kind } from '../types'
import { MultiWidget } from './Widget'
import { checkMulti, chosenIn, toggleLabel } from './rules'

export const multi: Kind<MultiQuestion> = {
  check: checkMulti,
  Widget: MultiWidget,
  labels: (question) => question.labels,
  gives: givesAny,
  actions: [
    filterKey(),
    letterKeys((context, label) => {
      const next = toggleLabel(context.question, chosenIn(context.answer?.value) ?? [], label)
      // Taking the last one away again leaves the question open; only 0 says "none of these".
      context.setValue(next.length > 0 ? next : null)
    }),
    {
      name: 'none',
      label: m.questions.noneOfThese,
      keys: ['0'],
      when: ({ question }) => (question.min ?? 0) === 0,
      run: (context) => {
        context.setValue([])
      },
    },
    ...optionArrows<MultiQuestion>(),
  ],
  summary: multiInWords,
}
