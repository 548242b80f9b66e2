import type { PairQuestion, Task } from '../../../api/types'
import { m } from '../../../i18n'
import { optionArrows } from '../keys'
import { labelText, givesOne } from '../texts'
import type { Kind, KindAction } from '../types'
import { PairWidget } from './Widget'
import { checkPair, pairLabels, sidesOf } from './rules'

function choose(
  name: string,
  key: string,
  label: string,
  clip: (task: Task | null) => string,
): KindAction<PairQuestion> {
  return {
    name,
    label,
    keys: [key],
    run: (context) => {
      context.setValue(clip(context.task))
    },
  }
}

export const pair: Kind<PairQuestion> = {
  check: checkPair,
  Widget: PairWidget,
  labels: pairLabels,
  gives: givesOne,
  actions: [
    choose('left', '1', m.kindWords.clipA, (task) => sidesOf(task)[0]),
    choose('right', '2', m.kindWords.clipB, (task) => sidesOf(task)[1]),
    {
      ...choose('none', '0', m.kindWords.noPreference, () => 'none'),
      when: ({ question }) => question.no_preference !== false,
    },
    ...optionArrows<PairQuestion>(),
  ],
  summary: (question, value) => labelText(pairLabels(question), String(value)),
}
