import type { StatementQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { letterKeys, optionArrows } from '../keys'
import { labelText, givesOne } from '../texts'
import type { Kind } from '../types'
import { StatementWidget } from './Widget'
import { checkStatement, statementLabels } from './rules'

export const statement: Kind<StatementQuestion> = {
  check: checkStatement,
  Widget: StatementWidget,
  labels: statementLabels,
  gives: givesOne,
  fields: (question) => [question.field ?? 'statement'],
  actions: [
    letterKeys((context, label) => {
      context.setValue(label)
    }, m.kindWords.statementKeys),
    ...optionArrows<StatementQuestion>(),
  ],
  summary: (question, value) => labelText(statementLabels(question), String(value)),
}
