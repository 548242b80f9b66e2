/** What the next releases of a project are to have, and what a release says of itself. */
import { queryOptions } from '@tanstack/react-query'

import { client, unwrap } from './http'
import { isLive } from './queries'
import type { components } from './schema'

type Schemas = components['schemas']
export type SplitPlan = Required<Schemas['SplitPlan']>
export type SplitReport = Required<Schemas['SplitReport']>
export type ReleaseAbout = Required<Schemas['ReleaseAbout']>
export type ReleaseContents = Required<Schemas['ReleaseContents']>
export interface ReleaseSettings {
  splits: SplitPlan | null
  about: ReleaseAbout
  contents: ReleaseContents
}
/** Counts before and after, as `emotate release diff` tells them. */
export interface ReleaseChanges {
  before: { release: string; id: string }
  after: { release: string; version: string }
  items: Record<'added' | 'removed' | 'changed', number>
  ratings: Record<'added' | 'removed' | 'changed', number>
  splits: { moved: number }
  agreement: Record<
    string,
    { stat: string; level: string; before: number | null; after: number | null }[]
  >
  broken_questions: string[]
}
export interface ReleaseReport {
  splits: SplitReport | null
  changes: ReleaseChanges | null
  methods: string
  citation: string
}
/** A release that is being made, or that failed and why. */
export type Making = Schemas['Making']

const at = (slug: string) => ({ path: { slug } })

export const releaseSettings = (slug: string) =>
  queryOptions({
    queryKey: ['project', slug, 'release-settings'],
    queryFn: () =>
      unwrap(
        client.GET('/api/projects/{slug}/release-settings/', { params: at(slug) }),
      ) as Promise<ReleaseSettings>,
  })

export const changeReleaseSettings = (slug: string, body: Partial<ReleaseSettings>) =>
  unwrap(
    client.PATCH('/api/projects/{slug}/release-settings/', { params: at(slug), body }),
  ) as Promise<ReleaseSettings>

export const previewSplits = (slug: string, body: SplitPlan) =>
  unwrap(
    client.POST('/api/projects/{slug}/split-preview/', { params: at(slug), body }),
  ) as Promise<SplitReport>

const MAKING_MILLISECONDS = 1000

/** Asked again while there is one on its way, also one of somebody else's. */
export const makings = (slug: string) =>
  queryOptions({
    queryKey: ['project', slug, 'release-makings'],
    queryFn: () =>
      unwrap(client.GET('/api/projects/{slug}/release-makings/', { params: at(slug) })) as Promise<
        Making[]
      >,
    refetchInterval: (query) => (query.state.data?.some(isLive) ? MAKING_MILLISECONDS : false),
  })

export const makeRelease = (slug: string, tag: string) =>
  unwrap(
    client.POST('/api/projects/{slug}/releases/', { params: at(slug), body: { tag } }),
  ) as Promise<Making>

export const cancelMaking = (slug: string, job_id: string) =>
  unwrap(
    client.POST('/api/projects/{slug}/release-makings/{job_id}/cancel/', {
      params: { path: { slug, job_id } },
    }),
  )

export const releaseReport = (slug: string, tag: string) =>
  queryOptions({
    queryKey: ['project', slug, 'releases', tag, 'report'],
    queryFn: () =>
      unwrap(
        client.GET('/api/projects/{slug}/releases/{tag}/report/', {
          params: { path: { slug, tag } },
        }),
      ) as Promise<ReleaseReport>,
    // What was frozen never changes.
    staleTime: Infinity,
  })
