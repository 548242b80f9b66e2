/** What the policy does with known items, and where it and the marked items do not fit together. */
import type { KnownRole, ProjectDetail } from '../../api/types'
import { formatPercent, m } from '../../i18n'

export const KNOWN_ROLES: readonly KnownRole[] = ['gold', 'attention', 'training', 'quiz']

interface Settings {
  gold?: { every: number | null; attention_every: number | null; max_misses: number | null } | null
  training?: { items: number } | null
  qualification?: { quiz?: boolean; pass_share?: number; attempts?: number } | null
}

export interface RoleRule {
  role: KnownRole
  marked: number
  /** When such an item comes; null where the policy does not use them. */
  when: string | null
  /** The policy asks for what is not there, or leaves unused what is. */
  problem: 'lacking' | 'unused' | null
}

function whenOf(role: KnownRole, policy: Settings): string | null {
  const t = m.studio.checks
  const { gold, training, qualification } = policy
  switch (role) {
    case 'gold':
      return gold?.every ? t.every(gold.every) : null
    case 'attention':
      return gold?.attention_every ? t.every(gold.attention_every) : null
    case 'training':
      return training ? t.trainingFirst(training.items) : null
    case 'quiz': {
      if (!qualification?.quiz) return null
      const { pass_share: share = 0.8, attempts = 2 } = qualification
      return t.quizFirst(formatPercent(share), attempts)
    }
  }
}

/** One entry per role of known items. */
export function rulesOf(
  policy: ProjectDetail['policy'],
  marked: Readonly<Record<string, number>>,
): RoleRule[] {
  return KNOWN_ROLES.map((role) => {
    const count = marked[role] ?? 0
    const when = whenOf(role, policy as Settings)
    const lacking = when !== null && count === 0
    const unused = when === null && count > 0
    return {
      role,
      marked: count,
      when,
      problem: lacking ? 'lacking' : unused ? 'unused' : null,
    }
  })
}

/** What happens to raters who fail; one sentence each. */
export function consequencesOf(policy: ProjectDetail['policy']): string[] {
  const t = m.studio.checks
  const { gold, qualification } = policy as Settings
  const sentences: string[] = []
  if (gold) sentences.push(gold.max_misses ? t.misses(gold.max_misses) : t.noMisses)
  if (qualification?.quiz) sentences.push(t.quizFails)
  return sentences
}

export function missesAllowed(policy: ProjectDetail['policy']): number | null {
  return (policy as Settings).gold?.max_misses ?? null
}
