import { useQuery } from '@tanstack/react-query'

import { queries } from '../../api/queries'

/** The share of right answers that passes the quiz of a project; null while it is not known. */
export function useMyQuiz(slug: string, inQuiz: boolean): number | null {
  const work = useQuery({ ...queries.work(), enabled: inQuiz })
  return work.data?.find((card) => card.slug === slug)?.quiz?.pass_share ?? null
}
