/** What a rater's own work says to them, in words. Pure. */
import type { OwnWork } from '../../api/types'
import { formatDuration, m } from '../../i18n'

const t = m.own

/** Days of which a pace says something beside each other. */
const FEWEST_ANSWERS = 5

function paceWords({ submitted, seconds_per_item: pace }: OwnWork): string[] {
  if (submitted === 0) return []
  return [t.answered(submitted, pace === null ? null : formatDuration(pace))]
}

function changeWords({ days }: OwnWork): string[] {
  const timed = days.flatMap(({ answers, median_seconds: seconds }) =>
    answers >= FEWEST_ANSWERS && seconds !== null ? [formatDuration(seconds)] : [],
  )
  const [first, last] = [timed[0], timed.at(-1)]
  return timed.length > 1 && first && last ? [t.sinceFirst(first, last)] : []
}

function repeatWords({ repeats }: OwnWork): string[] {
  const asked = repeats.filter(({ pairs }) => pairs > 0)
  if (asked.length === 0) return []
  return [...asked.map(({ text, pairs, same }) => t.repeats(text, pairs, same)), t.repeatsKindly]
}

function checkWords({ checks }: OwnWork): string[] {
  if (!checks) return []
  const first = checks.seen === 0 ? t.checksNone : t.checks(checks.seen, checks.correct)
  return [checks.until === null ? first : `${first} ${t.checksUntil}`]
}

/** Sentences about one's own work; none of them about anybody else's. */
export function ownWords(work: OwnWork): string[] {
  return [...paceWords(work), ...changeWords(work), ...repeatWords(work), ...checkWords(work)]
}
