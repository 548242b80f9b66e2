/** What a researcher should look at, from the project's own numbers. Pure. */
import type { ProjectDetail, ProjectProgress } from '../api/types'
import { formatDuration, m } from '../i18n'

/** Faster than this share of the median pace is worth a look. */
const FAST_SHARE = 1 / 3
const AWAY_DAYS = 7
const DAY = 86_400_000

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

export function attention(
  project: Pick<ProjectDetail, 'counts'>,
  progress: ProjectProgress,
  now: number,
): string[] {
  const { counts } = project
  const findings: string[] = []
  if (counts.items > 0 && progress.per_rater.length === 0 && counts.ratings === 0) {
    findings.push(m.overview.noRaters)
  }
  const paces = progress.per_rater.flatMap((rater) => rater.seconds_per_item ?? [])
  const middle = median(paces)
  for (const { username, seconds_per_item: pace, last_at: last } of progress.per_rater) {
    if (middle !== null && paces.length > 2 && pace !== null && pace < middle * FAST_SHARE) {
      findings.push(m.overview.fast(username, formatDuration(pace), formatDuration(middle)))
    }
    const days = last ? Math.floor((now - new Date(last).getTime()) / DAY) : 0
    if (days >= AWAY_DAYS && counts.complete < counts.items) {
      findings.push(m.overview.away(username, days))
    }
  }
  const unrated = progress.items['0'] ?? 0
  if (unrated > 0 && counts.ratings > 0) findings.push(m.overview.unrated(unrated))
  if (counts.skipped > 0) findings.push(m.overview.skips(counts.skipped))
  return findings
}
