import type { TimelineQuestion } from '../../../api/types'
import { formatNumber, m } from '../../../i18n'
import { labelText, listText } from '../texts'
import type { Kind } from '../types'
import { TimelineWidget } from './Widget'
import { readHand } from './hand'
import { timelineKeys } from './keys'
import { checkTimeline } from './rules'
import { intervalsIn } from './value'

export const timeline: Kind<TimelineQuestion> = {
  check: checkTimeline,
  Widget: TimelineWidget,
  labels: (question) => question.labels,
  unfinished: (picked) => readHand(picked).open,
  actions: timelineKeys,
  summary: (question, value) => {
    const intervals = intervalsIn(value) ?? []
    if (intervals.length === 0) return m.timeline.nothing
    return listText(
      intervals.map(
        ({ label, start, end }) =>
          `${labelText(question.labels, label)} ${formatNumber(start, 2)}–${formatNumber(end, 2)} s`,
      ),
    )
  },
}
