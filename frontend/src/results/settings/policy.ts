/** A project's policy as the form holds it, its standards, and what to warn about. Pure. */
import type { ProjectDetail } from '../../api/types'
import { m } from '../../i18n'

export type Policy = Readonly<Record<string, unknown>>

/** What holds where a setting is absent. */
const STANDARDS: Policy = {
  raters_per_item: 1,
  order: 'dialogue',
  context: { before: 0, after: 0 },
  show_transcript: true,
  show_fields: [],
  about: false,
  extra_raters: null,
  arms: null,
  assistance: null,
  gold: null,
  qualification: null,
  training: null,
  limits: { per_rater: null, per_day: null, break_after_minutes: 25 },
  first_rater: null,
  randomise: { options: false, sides: false },
  own_figures: { checks: 'never', agreement: 'never' },
}

/** What a part begins with when it is switched on. */
export const STARTS: Readonly<Record<string, Policy>> = {
  extra_raters: { question: '', rule: 'no_majority', threshold: null, up_to: 5, budget: null },
  arms: { presentations: ['audio', 'face', 'both'], rule: 'separate' },
  assistance: { card: 'imported', arms: { blind: 1, after: 1, upfront: 0 } },
  gold: { every: 10, attention_every: null, max_misses: 3 },
  qualification: {
    quiz: true,
    pass_share: 0.8,
    attempts: 2,
    feedback: true,
    languages: [],
    certificates: [],
  },
  training: { items: 3 },
  first_rater: { field: 'writer', readers: 3 },
}

function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The setting at a path such as "gold.every". */
export function settingAt(policy: Policy, path: string): unknown {
  let value: unknown = policy
  let standard: unknown = STANDARDS
  for (const name of path.split('.')) {
    standard = isPart(standard) ? standard[name] : undefined
    value = isPart(value) ? value[name] : undefined
    if (value === undefined) value = standard
  }
  return value
}

export function withSettingAt(policy: Policy, path: string, value: unknown): Policy {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...policy, [name]: value }
  const inner = settingAt(policy, name)
  return {
    ...policy,
    [name]: withSettingAt(isPart(inner) ? inner : {}, rest.join('.'), value),
  }
}

/** The settings that differ from what is in use: only these are sent. */
export function changesOf(before: Policy, after: Policy): Record<string, unknown> {
  const names = Object.keys(STANDARDS)
  return Object.fromEntries(
    names
      .filter(
        (name) =>
          JSON.stringify(settingAt(before, name)) !== JSON.stringify(settingAt(after, name)),
      )
      .map((name) => [name, settingAt(after, name)]),
  )
}

export interface PolicyProblem {
  setting: string
  message: string
}

/** The sentences that concern a setting, or anything within it. */
export function problemsAt(problems: readonly PolicyProblem[], path: string): string | null {
  const own = problems.filter(({ setting }) => setting === path).map(({ message }) => message)
  return own.join(' ') || null
}

type Facts = Pick<ProjectDetail, 'counts' | 'scheme'>

/** What a researcher should know before saving; nothing here forbids it. */
export function warningsOf(before: Policy, after: Policy, facts: Facts): string[] {
  const changed = new Set(Object.keys(changesOf(before, after)))
  const { ratings, items } = facts.counts
  const t = m.studio.policy.warnings
  const found: string[] = []
  if (changed.has('arms') && items > 0) found.push(t.armsWithItems)
  if (changed.has('first_rater') && ratings > 0) found.push(t.firstRater)
  if (changed.has('order') && ratings > 0) found.push(t.order)
  if (changed.has('assistance') && ratings > 0) found.push(t.assistance(ratings))
  if (
    ratings > 0 &&
    ['show_transcript', 'context', 'show_fields', 'about'].some((name) => changed.has(name))
  ) {
    found.push(t.shown(ratings))
  }
  if (ratings > 0 && changed.has('randomise')) found.push(t.randomise(ratings))
  if (changed.has('qualification') && isPart(after['qualification']) && ratings > 0) {
    found.push(t.qualification)
  }
  const fewer =
    Number(settingAt(after, 'raters_per_item')) < Number(settingAt(before, 'raters_per_item'))
  if (fewer && ratings > 0) found.push(t.fewer)
  if (changed.has('own_figures') && settingAt(after, 'own_figures.agreement') === 'daily') {
    found.push(t.ownAgreement)
  }
  const upfront = Number(settingAt(after, 'assistance.arms.upfront') ?? 0)
  const blind = Number(settingAt(after, 'assistance.arms.blind') ?? 0)
  if (changed.has('assistance') && upfront > 0 && blind === 0) found.push(t.noBlind)
  return found
}
