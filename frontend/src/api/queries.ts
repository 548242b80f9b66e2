/** Query keys and options: one cache for server data, one name per piece of it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import * as api from './endpoints'
import type { ItemsQuery, JobItemsQuery, SensorsQuery } from './endpoints'
import type { Job, Over, TraceOverlay } from './types'

const LIVE_MILLISECONDS = 1000
const LIST_MILLISECONDS = 5000
/** Figures follow the ratings; the server computes them only when something has changed. */
const FIGURES_MILLISECONDS = 10_000

export function isLive(job: Pick<Job, 'state'> | undefined): boolean {
  return job?.state === 'pending' || job?.state === 'running'
}

export const queries = {
  session: () =>
    queryOptions({ queryKey: ['session'], queryFn: api.getSession, staleTime: Infinity }),
  work: () => queryOptions({ queryKey: ['work'], queryFn: api.listWork }),
  adjudicated: () => queryOptions({ queryKey: ['adjudicated'], queryFn: api.listAdjudicated }),
  join: (token: string, id: string) =>
    queryOptions({
      queryKey: ['join', token, id],
      queryFn: () => api.readJoin(token, id),
      retry: false,
    }),
  myRatings: (slug: string, page: number) =>
    queryOptions({
      queryKey: ['project', slug, 'my-ratings', page],
      queryFn: () => api.listMyRatings(slug, page),
      placeholderData: keepPreviousData,
    }),
  ownWork: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'my-work'],
      queryFn: () => api.getOwnWork(slug),
    }),
  peaks: (url: string, start: number, end: number, points: number) =>
    queryOptions({
      queryKey: ['peaks', url, start, end, points],
      queryFn: () => api.getPeaks(url, start, end, points),
      staleTime: Infinity,
    }),
  sensors: (url: string, query: SensorsQuery) =>
    queryOptions({
      queryKey: ['sensors', url, query],
      queryFn: () => api.getSensors(url, query),
      staleTime: Infinity,
      // The last look at the same table stays until the next is there; never that of another item.
      placeholderData: (last, before) => (before?.queryKey[1] === url ? last : undefined),
    }),
  presets: () =>
    queryOptions({ queryKey: ['presets'], queryFn: api.listPresets, staleTime: Infinity }),
  taxonomies: () =>
    queryOptions({ queryKey: ['taxonomies'], queryFn: api.listTaxonomies, staleTime: Infinity }),
  projects: () => queryOptions({ queryKey: ['projects'], queryFn: api.listProjects }),
  project: (slug: string) =>
    queryOptions({ queryKey: ['project', slug], queryFn: () => api.getProject(slug) }),
  schemePlan: (slug: string, body: object) =>
    queryOptions({
      queryKey: ['project', slug, 'scheme-plan', body],
      queryFn: () => api.saveScheme(slug, body, true),
      retry: false,
    }),
  /** What is wrong with a scheme: the same question as the plan, answered by a refusal. */
  schemeProblems: (slug: string, body: object) =>
    queryOptions({
      queryKey: ['project', slug, 'scheme-problems', body],
      queryFn: () => api.schemeProblems(slug, body),
      placeholderData: keepPreviousData,
    }),
  schemeVersions: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'scheme-versions'],
      queryFn: () => api.getScheme(slug),
    }),
  progress: (slug: string) =>
    queryOptions({ queryKey: ['project', slug, 'progress'], queryFn: () => api.getProgress(slug) }),
  items: (slug: string, query: ItemsQuery) =>
    queryOptions({
      queryKey: ['project', slug, 'items', query],
      queryFn: () => api.listItems(slug, query),
      placeholderData: keepPreviousData,
    }),
  itemFacets: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'item-facets'],
      queryFn: () => api.getItemFacets(slug),
    }),
  itemShown: (slug: string, id: number) =>
    queryOptions({
      queryKey: ['project', slug, 'item-shown', id],
      queryFn: () => api.getItemShown(slug, id),
    }),
  members: (slug: string) =>
    queryOptions({ queryKey: ['project', slug, 'members'], queryFn: () => api.listMembers(slug) }),
  agreement: (slug: string, bootstrap: number, over: Over = 'items') =>
    queryOptions({
      queryKey: ['project', slug, 'agreement', bootstrap, over],
      queryFn: () => api.getAgreement(slug, bootstrap, over),
      placeholderData: keepPreviousData,
      refetchInterval: FIGURES_MILLISECONDS,
    }),
  distributions: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'distributions'],
      queryFn: () => api.getDistributions(slug),
    }),
  traceOverlay: (
    slug: string,
    item: number,
    question: string,
    rule: TraceOverlay['rule'] = 'mean',
  ) =>
    queryOptions({
      queryKey: ['project', slug, 'traces', item, question, rule],
      queryFn: () => api.getTraceOverlay(slug, item, question, rule),
      placeholderData: keepPreviousData,
    }),
  marks: (slug: string, item: number, question: string) =>
    queryOptions({
      queryKey: ['project', slug, 'marks', item, question],
      queryFn: () => api.getMarks(slug, item, question),
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
