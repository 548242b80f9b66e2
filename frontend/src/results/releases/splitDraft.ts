/** Splits as they are being written. Pure; the server has the last word. */
import type { SplitPlan } from '../../api/releases'
import { m } from '../../i18n'

export type SplitMode = 'none' | 'build' | 'column'
export const APART = ['recording', 'speaker', 'session', 'dialogue', 'duplicates'] as const
export type Apart = (typeof APART)[number]
/** There are often few sessions, or one: they are kept apart only where somebody asks. */
const USUAL = APART.filter((name) => name !== 'session')

/** `percent` is null while its field is empty. */
export interface DraftShare {
  id: number
  name: string
  percent: number | null
}

export interface SplitDraft {
  mode: SplitMode
  shares: readonly DraftShare[]
  apart: readonly Apart[]
  stratify: string | null
  seed: number
  column: string
}

const STANDARD = { train: 70, dev: 15, test: 15 }
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/

export function draftOf(plan: SplitPlan | null): SplitDraft {
  const given = plan?.shares.map(({ name, share }) => [name, share * 100] as const) ?? []
  const shares = given.length > 0 ? given : Object.entries(STANDARD)
  return {
    mode: plan === null ? 'none' : plan.column ? 'column' : 'build',
    shares: shares.map(([name, percent], id) => ({
      id,
      name,
      // 0.7 * 100 is 70.00000000000001
      percent: Math.round(percent * 1000) / 1000,
    })),
    apart: plan === null ? USUAL : APART.filter((name) => plan.disjoint.includes(name)),
    stratify: plan?.stratify ?? null,
    seed: plan?.seed ?? 0,
    column: plan?.column ?? 'split',
  }
}

export function planOf(draft: SplitDraft): SplitPlan | null {
  if (draft.mode === 'none') return null
  const build = draft.mode === 'build'
  return {
    shares: build
      ? draft.shares.map(({ name, percent }) => ({
          name: name.trim(),
          share: (percent ?? 0) / 100,
        }))
      : [],
    disjoint: [...draft.apart],
    stratify: draft.stratify,
    seed: draft.seed,
    column: build ? null : draft.column.trim(),
  }
}

export const sumOf = (shares: readonly DraftShare[]) =>
  Math.round(shares.reduce((sum, { percent }) => sum + (percent ?? 0), 0) * 1000) / 1000

/** What has to be mended first; null when it can be tried. */
export function splitProblem(draft: SplitDraft): string | null {
  const t = m.studio.releases.splits
  if (draft.mode === 'none') return null
  if (draft.mode === 'column') return draft.column.trim() ? null : t.columnMissing
  const names = draft.shares.map(({ name }) => name.trim())
  const unfit = names.find((name) => !NAME.test(name))
  if (unfit !== undefined) return t.nameUnfit(unfit)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return t.nameTwice(twice)
  if (draft.shares.some(({ percent }) => percent === null || percent <= 0)) return t.shareMissing
  const sum = sumOf(draft.shares)
  return sum === 100 ? null : t.sum(sum)
}
