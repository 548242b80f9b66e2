import type { ChoiceQuestion } from '../../../api/types'
import { checkLabels } from '../../rules/common'
import type { Problem } from '../../rules/common'

export function checkChoice(question: ChoiceQuestion, value: unknown): Problem[] {
  if (typeof value !== 'string') return [{ code: 'shape' }]
  return checkLabels([value], question.labels)
}
