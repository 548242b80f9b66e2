import type { ChoiceQuestion } from '../../../api/types'
import { filterKey, letterKeys, optionArrows } from '../keys'
import { labelText, givesOne } from '../texts'
import type { Kind } from '../types'
import { ChoiceWidget } from './Widget'
import { checkChoice } from './rules'

export const choice: Kind<ChoiceQuestion> = {
  check: checkChoice,
  Widget: ChoiceWidget,
  labels: (question) => question.labels,
  gives: givesOne,
  actions: [
    filterKey(),
    letterKeys((context, label) => {
      context.setValue(label)
    }),
    ...optionArrows<ChoiceQuestion>(),
  ],
  summary: (question, value) => labelText(question.labels, String(value)),
}
