import type { Label, StatementQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { checkLabels } from '../../rules/common'
import type { Problem } from '../../rules/common'

const TEXTS = [m.kindWords.isTrue, m.kindWords.isFalse]

export function statementLabels({ labels_text: texts }: StatementQuestion): Label[] {
  const [yes, no] = texts?.length === 2 ? texts : TEXTS
  return [
    { id: 'true', text: yes ?? '', key: 't', valence: null, arousal: null },
    { id: 'false', text: no ?? '', key: 'f', valence: null, arousal: null },
  ]
}

export function checkStatement(question: StatementQuestion, value: unknown): Problem[] {
  if (typeof value !== 'string') return [{ code: 'shape' }]
  return checkLabels([value], statementLabels(question))
}
