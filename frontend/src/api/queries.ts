/** Query keys and options: one cache for server data, one name per piece of it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import * as api from './endpoints'
import type { ItemsQuery, JobItemsQuery } from './endpoints'
import type { Job } from './types'

const LIVE_MILLISECONDS = 1000
const LIST_MILLISECONDS = 5000

export function isLive(job: Pick<Job, 'state'> | undefined): boolean {
  return job?.state === 'pending' || job?.state === 'running'
}

export const queries = {
  session: () =>
    queryOptions({ queryKey: ['session'], queryFn: api.getSession, staleTime: Infinity }),
  work: () => queryOptions({ queryKey: ['work'], queryFn: api.listWork }),
  myRatings: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'my-ratings'],
      queryFn: () => api.listMyRatings(slug),
    }),
  peaks: (url: string, start: number, end: number, points: number) =>
    queryOptions({
      queryKey: ['peaks', url, start, end, points],
      queryFn: () => api.getPeaks(url, start, end, points),
      staleTime: Infinity,
    }),
  presets: () =>
    queryOptions({ queryKey: ['presets'], queryFn: api.listPresets, staleTime: Infinity }),
  projects: () => queryOptions({ queryKey: ['projects'], queryFn: api.listProjects }),
  project: (slug: string) =>
    queryOptions({ queryKey: ['project', slug], queryFn: () => api.getProject(slug) }),
  progress: (slug: string) =>
    queryOptions({ queryKey: ['project', slug, 'progress'], queryFn: () => api.getProgress(slug) }),
  items: (slug: string, query: ItemsQuery) =>
    queryOptions({
      queryKey: ['project', slug, 'items', query],
      queryFn: () => api.listItems(slug, query),
      placeholderData: keepPreviousData,
    }),
  members: (slug: string) =>
    queryOptions({ queryKey: ['project', slug, 'members'], queryFn: () => api.listMembers(slug) }),
  agreement: (slug: string, bootstrap: number) =>
    queryOptions({
      queryKey: ['project', slug, 'agreement', bootstrap],
      queryFn: () => api.getAgreement(slug, bootstrap),
      placeholderData: keepPreviousData,
    }),
  distributions: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'distributions'],
      queryFn: () => api.getDistributions(slug),
    }),
  drafts: (slug: string) =>
    queryOptions({ queryKey: ['project', slug, 'drafts'], queryFn: () => api.listDrafts(slug) }),
  releases: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'releases'],
      queryFn: () => api.listReleases(slug),
    }),
  jobs: (page: number) =>
    queryOptions({
      queryKey: ['jobs', page],
      queryFn: () => api.listJobs(page),
      placeholderData: keepPreviousData,
      refetchInterval: (query) =>
        query.state.data?.results.some(isLive) ? LIVE_MILLISECONDS : LIST_MILLISECONDS,
    }),
  job: (id: string) =>
    queryOptions({
      queryKey: ['job', id],
      queryFn: () => api.getJob(id),
      refetchInterval: (query) => (isLive(query.state.data) ? LIVE_MILLISECONDS : false),
    }),
  jobItems: (id: string, query: JobItemsQuery, live: boolean) =>
    queryOptions({
      // Asked once more when the job ends: the last look while it ran is not how it ended.
      queryKey: ['job', id, 'items', query, live],
      queryFn: () => api.listJobItems(id, query),
      placeholderData: keepPreviousData,
      refetchInterval: live ? LIVE_MILLISECONDS : false,
    }),
  cards: () => queryOptions({ queryKey: ['cards'], queryFn: api.listCards }),
  users: (page: number) =>
    queryOptions({
      queryKey: ['users', page],
      queryFn: () => api.listUsers(page),
      placeholderData: keepPreviousData,
    }),
  recordings: (page: number) =>
    queryOptions({
      queryKey: ['recordings', page],
      queryFn: () => api.listRecordings(page),
      placeholderData: keepPreviousData,
    }),
  system: () =>
    queryOptions({
      queryKey: ['system'],
      queryFn: api.getSystem,
      refetchInterval: LIST_MILLISECONDS,
    }),
}
