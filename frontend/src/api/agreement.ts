/** Who disagrees with whom, on what, and more raters where they would tell something. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { client, unwrap } from './http'
import type {
  AskedFor,
  Disagreement,
  DisagreementQuery,
  GroupsCompared,
  LabelPairs,
  ModelBeside,
  RatersCompared,
  RatersRepeated,
} from './types'

const read = <Result>(call: Promise<{ data?: unknown; error?: unknown; response: Response }>) =>
  unwrap(call) as Promise<Result>

const at = (slug: string) => ({ path: { slug } })

/** Let items wait for more raters: those named, or all of a query that need more. */
export const askForRaters = (
  slug: string,
  body: {
    items?: { id: number; raters: number }[]
    where?: Record<string, unknown>
    most?: number
  },
) =>
  read<AskedFor>(
    client.POST('/api/projects/{slug}/disagreement/ask/', {
      params: at(slug),
      body: { items: [], most: 3, ...body },
    }),
  )

export const comparing = {
  raters: (slug: string, question: string) =>
    queryOptions({
      queryKey: ['project', slug, 'raters', question],
      queryFn: () =>
        read<RatersCompared>(
          client.GET('/api/projects/{slug}/agreement/raters/', {
            params: { ...at(slug), query: { question } },
          }),
        ),
      placeholderData: keepPreviousData,
    }),
  pairs: (slug: string, question: string, rater: number | null) =>
    queryOptions({
      queryKey: ['project', slug, 'pairs', question, rater],
      queryFn: () =>
        read<LabelPairs>(
          client.GET('/api/projects/{slug}/agreement/pairs/', {
            params: { ...at(slug), query: { question, ...(rater === null ? {} : { rater }) } },
          }),
        ),
      placeholderData: keepPreviousData,
    }),
  groups: (slug: string, question: string, by: string) =>
    queryOptions({
      queryKey: ['project', slug, 'groups', question, by],
      queryFn: () =>
        read<GroupsCompared>(
          client.GET('/api/projects/{slug}/agreement/groups/', {
            params: { ...at(slug), query: { question, ...(by ? { by } : {}) } },
          }),
        ),
      placeholderData: keepPreviousData,
    }),
  repeats: (slug: string, question: string) =>
    queryOptions({
      queryKey: ['project', slug, 'repeats', question],
      queryFn: () =>
        read<RatersRepeated>(
          client.GET('/api/projects/{slug}/agreement/repeats/', {
            params: { ...at(slug), query: { question } },
          }),
        ),
      placeholderData: keepPreviousData,
    }),
  model: (slug: string, card: string, question: string) =>
    queryOptions({
      queryKey: ['project', slug, 'beside', card, question],
      queryFn: () =>
        read<ModelBeside>(
          client.GET('/api/projects/{slug}/drafts/{card}/beside/', {
            params: { path: { slug, card }, query: { question } },
          }),
        ),
    }),
  items: (slug: string, query: DisagreementQuery) =>
    queryOptions({
      queryKey: ['project', slug, 'disagreement', query],
      queryFn: () =>
        read<Disagreement>(
          client.GET('/api/projects/{slug}/disagreement/', { params: { ...at(slug), query } }),
        ),
      placeholderData: keepPreviousData,
    }),
}
