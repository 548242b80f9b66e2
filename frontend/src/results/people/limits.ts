import type { ProjectDetail } from '../../api/types'

/** A limit of the policy on what one rater does; null where there is none. */
export function limitOf(
  policy: ProjectDetail['policy'],
  name: 'per_rater' | 'per_day',
): number | null {
  const { limits } = policy as { limits?: Partial<Record<typeof name, number | null>> | null }
  return limits?.[name] ?? null
}
