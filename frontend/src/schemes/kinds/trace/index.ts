import type { TraceQuestion } from '../../../api/types'
import { formatDuration, m } from '../../../i18n'
import type { Kind } from '../types'
import { TraceWidget } from './Widget'
import { traceKeys } from './keys'
import { checkTrace } from './rules'
import { traceIn } from './value'

export const trace: Kind<TraceQuestion> = {
  check: checkTrace,
  Widget: TraceWidget,
  labels: () => [],
  actions: traceKeys,
  summary: (question, value) => {
    const found = traceIn(value)
    if (!found) return ''
    const names = question.dimensions.map(({ id, text }) => text ?? id)
    return m.kindWords.traceOf(
      names.join(', '),
      found.times.length,
      formatDuration(found.times.at(-1) ?? 0),
    )
  },
}
