import { useMemo } from 'react'

import type { IntensityQuestion, MultiQuestion, Task } from '../api/types'
import { recentLabels } from './recentLabels'

const NONE: readonly string[] = []

/** The same labels as long as the item is on the page: nothing moves under the rater's hand. */
export function useRecent(
  question: IntensityQuestion | MultiQuestion,
  task: Task | null,
): readonly string[] {
  const slug = task?.project.slug
  const item = task?.assignment_id
  const { id, order } = question
  return useMemo(
    () => (order === 'recent' && slug !== undefined ? recentLabels(slug, id) : NONE),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- read anew for each item
    [order, slug, id, item],
  )
}
