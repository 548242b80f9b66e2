import { queryOptions } from '@tanstack/react-query'

import { client, unwrap } from './http'
import type { components } from './schema'

export type ReleaseFormat = Required<components['schemas']['ReleaseFormat']>

/** What a download holds; empty words and lists leave the choice to the format. */
export interface ExportChoice {
  format: string
  rule: string
  question: string
  media: '' | 'none' | 'copy'
  tiers: readonly string[]
}

export const releaseFormats = (slug: string, tag: string) =>
  queryOptions({
    queryKey: ['project', slug, 'releases', tag, 'formats'],
    queryFn: () =>
      unwrap(
        client.GET('/api/projects/{slug}/releases/{tag}/formats/', {
          params: { path: { slug, tag } },
        }),
      ) as Promise<ReleaseFormat[]>,
    // What was frozen never changes.
    staleTime: Infinity,
  })

/** The address of a download. Its answer sets the cookie `ready-WORD` as it begins. */
export const exportUrl = (slug: string, tag: string, choice: ExportChoice, ready: string) => {
  const { format, rule, question, media, tiers } = choice
  const query = new URLSearchParams({ format, ready })
  for (const [name, value] of Object.entries({ rule, question, media })) {
    if (value) query.set(name, value)
  }
  for (const tier of tiers) query.append('tier', tier)
  const place = `/api/projects/${encodeURIComponent(slug)}/releases/${encodeURIComponent(tag)}`
  return `${place}/export/?${query.toString()}`
}
