import type { Interval, TimelineQuestion, TimelineTrack } from '../../../api/types'
import { asNumber, checkFields, checkLabels } from '../../rules/common'
import type { Problem } from '../../rules/common'

/** Ends of neighbours may differ by the rounding of a decimal number, seconds. */
const TOLERANCE = 1e-9
const MAIN: TimelineTrack = { id: 'main', text: '' }

export function tracksOf(question: TimelineQuestion): TimelineTrack[] {
  return question.tracks ?? [MAIN]
}

/** The track of an interval; with one track it need not say so. */
export function trackOf(question: TimelineQuestion, interval: Interval): string {
  return interval.track ?? tracksOf(question)[0]?.id ?? MAIN.id
}

function checkInterval(question: TimelineQuestion, entry: unknown): Problem[] {
  const several = tracksOf(question).length > 1
  const fields = ['start', 'end', 'label']
  const wrong = checkFields(entry, several ? [...fields, 'track'] : fields, ['track'])
  if (wrong.length > 0) return wrong
  const interval = entry as Interval
  const [start, end] = [asNumber(interval.start), asNumber(interval.end)]
  if (start === null || end === null || start < 0) return [{ code: 'shape' }]
  const least = question.min_seconds ?? 0.01
  if (end <= start || end - start < least - TOLERANCE) return [{ code: 'interval', detail: least }]
  const tracks = tracksOf(question).map((track) => track.id)
  if (!tracks.includes(trackOf(question, interval))) {
    return [{ code: 'unknownLabel', detail: interval.track ?? '' }]
  }
  if (typeof interval.label !== 'string') return [{ code: 'shape' }]
  return checkLabels([interval.label], question.labels)
}

/** Where two intervals of one track lie over each other, seconds. */
export function overlaps(question: TimelineQuestion, intervals: readonly Interval[]): number[] {
  return tracksOf(question).flatMap((track) => {
    const there = intervals
      .filter((interval) => trackOf(question, interval) === track.id)
      .sort((a, b) => a.start - b.start || a.end - b.end)
    return there.flatMap((later, index) => {
      const earlier = there[index - 1]
      return earlier && later.start < earlier.end - TOLERANCE ? [later.start] : []
    })
  })
}

export function checkTimeline(question: TimelineQuestion, value: unknown): Problem[] {
  if (!Array.isArray(value)) return [{ code: 'shape' }]
  const problems = value.flatMap((entry) => checkInterval(question, entry))
  if (problems.length > 0 || question.overlap) return problems
  const places = overlaps(question, value as Interval[])
  return places.map((detail) => ({ code: 'overlap', detail: Math.round(detail * 100) / 100 }))
}
