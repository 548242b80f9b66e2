/** What a project decides beside its questions: checks, recruiting, adjudication. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { client, unwrap } from './http'
import type {
  AdjudicationQueue,
  Anchoring,
  Answers,
  Beside,
  KnownItem,
  KnownItemRow,
  KnownRole,
  LinkChanges,
  NewLink,
  Page,
  Participant,
  Quality,
  RaterGrant,
  RecruitLink,
} from './types'

const read = <Result>(call: Promise<{ data?: unknown; error?: unknown; response: Response }>) =>
  unwrap(call) as Promise<Result>

const at = (slug: string) => ({ path: { slug } })
const ofItem = (slug: string, item_id: number) => ({ path: { slug, item_id } })
const ofLink = (slug: string, link_id: number) => ({ path: { slug, link_id } })

// Known items and raters
export const setKnownItem = (slug: string, item: number, body: KnownItem) =>
  read<KnownItem>(
    client.PUT('/api/projects/{slug}/items/{item_id}/known/', {
      params: ofItem(slug, item),
      body: { ...body, expected: body.expected as Record<string, Record<string, unknown>> },
    }),
  )
/** Certificates and languages, another quiz, leave to go on: answers with the quality afterwards. */
export const grantRater = (slug: string, body: RaterGrant) =>
  read<Quality>(client.POST('/api/projects/{slug}/raters/', { params: at(slug), body }))

// Adjudication
export const addDecision = (slug: string, item: number, answers: Answers, note: string) =>
  read<Beside>(
    client.POST('/api/projects/{slug}/adjudication/{item_id}/', {
      params: ofItem(slug, item),
      body: { answers: { ...answers }, note },
    }),
  )

// Recruiting
export const createLink = (slug: string, body: NewLink) =>
  read<RecruitLink>(client.POST('/api/projects/{slug}/links/', { params: at(slug), body }))
export const changeLink = (slug: string, link: number, body: LinkChanges) =>
  read<RecruitLink>(
    client.PATCH('/api/projects/{slug}/links/{link_id}/', { params: ofLink(slug, link), body }),
  )
export const reviewParticipants = (
  slug: string,
  link: number,
  body: { external_ids: string[]; state: 'approved' | 'rejected'; note: string },
) =>
  read<Participant[]>(
    client.POST('/api/projects/{slug}/links/{link_id}/participants/', {
      params: ofLink(slug, link),
      body,
    }),
  )
export const participantsCsvUrl = (slug: string, link: number) =>
  `/api/projects/${encodeURIComponent(slug)}/links/${String(link)}/participants.csv`

export type QueueQuery = { decided?: 'true' | 'false'; page?: number }

export const decisions = {
  quality: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'quality'],
      queryFn: () =>
        read<Quality>(client.GET('/api/projects/{slug}/quality/', { params: at(slug) })),
    }),
  anchoring: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'anchoring'],
      queryFn: () =>
        read<Anchoring[]>(
          client.GET('/api/projects/{slug}/quality/anchoring/', { params: at(slug) }),
        ),
    }),
  knownItems: (slug: string, query: { role?: KnownRole; page?: number }) =>
    queryOptions({
      queryKey: ['project', slug, 'known-items', query],
      queryFn: () =>
        read<Page<KnownItemRow>>(
          client.GET('/api/projects/{slug}/known/', { params: { ...at(slug), query } }),
        ),
      placeholderData: keepPreviousData,
    }),
  knownItem: (slug: string, item: number) =>
    queryOptions({
      queryKey: ['project', slug, 'known-item', item],
      queryFn: () =>
        read<KnownItem>(
          client.GET('/api/projects/{slug}/items/{item_id}/known/', { params: ofItem(slug, item) }),
        ),
    }),
  queue: (slug: string, query: QueueQuery) =>
    queryOptions({
      queryKey: ['project', slug, 'queue', query],
      queryFn: () =>
        read<AdjudicationQueue>(
          client.GET('/api/projects/{slug}/adjudication/', { params: { ...at(slug), query } }),
        ),
      placeholderData: keepPreviousData,
    }),
  beside: (slug: string, item: number) =>
    queryOptions({
      queryKey: ['project', slug, 'beside', item],
      queryFn: () =>
        read<Beside>(
          client.GET('/api/projects/{slug}/adjudication/{item_id}/', {
            params: ofItem(slug, item),
          }),
        ),
    }),
  links: (slug: string) =>
    queryOptions({
      queryKey: ['project', slug, 'links'],
      queryFn: () =>
        read<RecruitLink[]>(client.GET('/api/projects/{slug}/links/', { params: at(slug) })),
    }),
  participants: (slug: string, link: number) =>
    queryOptions({
      queryKey: ['project', slug, 'participants', link],
      queryFn: () =>
        read<Participant[]>(
          client.GET('/api/projects/{slug}/links/{link_id}/participants/', {
            params: ofLink(slug, link),
          }),
        ),
    }),
}
