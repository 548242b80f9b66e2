/** What a researcher should look at, from the project's own numbers. Pure. */
import type { ProjectDetail, ProjectProgress, Quality, RaterQuality } from '../../api/types'
import { formatDuration, m } from '../../i18n'
import { rulesOf } from '../checks/rules'
import { knownInWords } from '../people/knownAs'

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

export interface Finding {
  text: string
  /** The tab where something can be done about it. */
  tab?: string
}

/** Wrong on more gold items than this share is worth a look, once there were a few. */
const LOW_SHARE = 0.6
const FEW_SEEN = 4

const t = m.studio.attention

function aboutRater(rater: RaterQuality): Finding[] {
  const { attention: checks, gold, quiz } = rater
  const who = knownInWords(rater)
  const texts: string[] = []
  if (rater.stopped_at) texts.push(t.stopped(who, rater.stop_reason.replace(/\.$/, '')))
  const failed = checks.seen - checks.correct
  if (failed > 0) texts.push(t.failedChecks(who, failed, checks.seen))
  if (gold.seen >= FEW_SEEN && gold.correct / gold.seen < LOW_SHARE) {
    texts.push(t.lowGold(who, gold.correct, gold.seen))
  }
  if (quiz && quiz.score !== null && !quiz.passed_at) texts.push(t.failedQuiz(who))
  return texts.map((text) => ({ text, tab: 'checks' }))
}

/** What the checks and the policy say: failed checks, budgets that are used up, items that wait. */
export function qualityFindings(
  project: Pick<ProjectDetail, 'policy'>,
  quality: Quality,
): Finding[] {
  const { extra_raters: extra, first_rater: first } = quality
  const findings = quality.raters.flatMap(aboutRater)
  for (const { role, problem } of rulesOf(project.policy, quality.known_items)) {
    if (problem === 'lacking') {
      findings.push({ text: t.lacking(m.studio.checks.roles[role]), tab: 'checks' })
    }
  }
  if (extra && extra.budget !== null && extra.used >= extra.budget && extra.used > 0) {
    findings.push({ text: t.budget(extra.used), tab: 'settings' })
  }
  if (first && first.waiting > 0) findings.push({ text: t.waiting(first.waiting), tab: 'items' })
  if (first && first.unnamed > 0) findings.push({ text: t.unnamed(first.unnamed), tab: 'items' })
  return findings
}

/** Items want more people than there are who may still rate. */
function tooFew(
  project: Pick<ProjectDetail, 'counts' | 'members' | 'policy'>,
  quality: Quality | undefined,
): Finding[] {
  const { counts, members, policy } = project
  const wanted = policy.raters_per_item ?? 1
  const stopped = quality?.raters.filter(({ stopped_at: at }) => at).length ?? 0
  const raters = members.filter(({ role }) => role === 'rater').length - stopped
  const open = counts.items > 0 && counts.complete < counts.items
  return open && raters > 0 && raters < wanted
    ? [{ text: t.tooFew(raters, wanted), tab: 'people' }]
    : []
}

/** Raters who may see everybody's answers, too: theirs may follow those of others. */
function notBlind({ members }: Pick<ProjectDetail, 'members'>): Finding[] {
  const seeing = new Set(
    members.flatMap(({ role, username }) => (role === 'rater' ? [] : [username])),
  )
  const both = members.filter(({ role, username }) => role === 'rater' && seeing.has(username))
  return both.map((one) => ({ text: t.notBlind(one.name || knownInWords(one)), tab: 'people' }))
}

export function attention(
  project: Pick<ProjectDetail, 'counts' | 'members' | 'policy' | 'state'>,
  progress: ProjectProgress,
  now: number,
  quality?: Quality,
): Finding[] {
  const { counts } = project
  const findings: Finding[] = []
  if (project.state === 'paused') findings.push({ text: t.paused, tab: 'settings' })
  if (counts.items > 0 && progress.per_rater.length === 0 && counts.ratings === 0) {
    const raters = project.members.filter(({ role }) => role === 'rater').length
    const text = raters === 0 ? m.overview.noRaters : m.overview.noneBegan(raters)
    findings.push({ text, tab: 'people' })
  }
  findings.push(...tooFew(project, quality), ...notBlind(project))
  if (quality) findings.push(...qualityFindings(project, quality))
  const paces = progress.per_rater.flatMap((rater) => rater.seconds_per_item ?? [])
  const middle = median(paces)
  for (const rater of progress.per_rater) {
    const { seconds_per_item: pace, last_at: last } = rater
    if (middle !== null && paces.length > 2 && pace !== null && pace < middle * FAST_SHARE) {
      const text = m.overview.fast(
        knownInWords(rater),
        formatDuration(pace),
        formatDuration(middle),
      )
      findings.push({ text, tab: 'people' })
    }
    const days = last ? Math.floor((now - new Date(last).getTime()) / DAY) : 0
    if (days >= AWAY_DAYS && counts.complete < counts.items) {
      findings.push({ text: m.overview.away(knownInWords(rater), days), tab: 'people' })
    }
  }
  const unrated = progress.items['0'] ?? 0
  if (unrated > 0 && counts.ratings > 0) {
    findings.push({ text: m.overview.unrated(unrated), tab: 'items?status=unrated' })
  }
  if (counts.skipped > 0) findings.push({ text: m.overview.skips(counts.skipped) })
  return findings
}
