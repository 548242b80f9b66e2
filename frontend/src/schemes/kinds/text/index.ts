import type { TextQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { writeKey } from '../keys'
import { shortText } from '../texts'
import type { Kind } from '../types'
import { TextWidget } from './Widget'
import { checkText } from './rules'

export const text: Kind<TextQuestion> = {
  check: checkText,
  Widget: TextWidget,
  labels: () => [],
  actions: [writeKey<TextQuestion>('text', m.kindWords.writeKey)],
  summary: (_question, value) => (typeof value === 'string' ? shortText(value.trim()) : ''),
}
