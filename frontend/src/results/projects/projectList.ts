/** Which projects of a list are shown, and in which order. Pure. */
import type { ProjectState, ProjectSummary } from '../../api/types'

export const STATES = ['open', 'paused', 'closed'] as const satisfies readonly ProjectState[]
export const ORDERS = ['newest', 'title', 'progress'] as const
export type ListOrder = (typeof ORDERS)[number]

/** A list that can be looked over needs no search. */
export const FEW = 8

function share({ ratings, wanted }: ProjectSummary): number {
  return wanted > 0 ? ratings / wanted : 0
}

const inOrder: Record<ListOrder, (a: ProjectSummary, b: ProjectSummary) => number> = {
  newest: (a, b) => b.created_at.localeCompare(a.created_at),
  // "Round 2" stands before "Round 10".
  title: (a, b) => a.title.localeCompare(b.title, undefined, { numeric: true }),
  progress: (a, b) => share(b) - share(a),
}

/** Projects that have every word of the search in their title, short name or preset. */
export function projectsShown(
  projects: readonly ProjectSummary[],
  { words, state, order }: { words: string; state: string | null; order: ListOrder },
): ProjectSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return projects
    .filter((project) => !state || project.state === state)
    .filter(({ title, slug, preset }) => {
      const text = `${title} ${slug} ${preset}`.toLowerCase()
      return wanted.every((word) => text.includes(word))
    })
    .sort(inOrder[order])
}
