/** The turns of a recording: read, and made those of a list. */
import { queryOptions } from '@tanstack/react-query'

import { client, unwrap } from './http'
import type { Correction, Turns } from './types'

export interface TurnsBody {
  version: string
  turns: {
    start_seconds: number
    end_seconds: number
    speaker: string | null
    text: string | null
  }[]
  dry_run: boolean
}

const of = (slug: string, recording_id: number) => ({ path: { slug, recording_id } })

export const correctTurns = (slug: string, recording: number, body: TurnsBody) =>
  unwrap(
    client.POST('/api/projects/{slug}/recordings/{recording_id}/turns/', {
      params: of(slug, recording),
      body,
    }),
  ) as Promise<Correction>

export const turnQueries = {
  turns: (slug: string, recording: number) =>
    queryOptions({
      queryKey: ['project', slug, 'turns', recording],
      queryFn: () =>
        unwrap(
          client.GET('/api/projects/{slug}/recordings/{recording_id}/turns/', {
            params: of(slug, recording),
          }),
        ) as Promise<Turns>,
      // Somebody edits a copy: it is not changed under their hands.
      staleTime: Infinity,
      refetchOnWindowFocus: false,
    }),
  preview: (slug: string, recording: number, body: Omit<TurnsBody, 'dry_run'>) =>
    queryOptions({
      // Apart from the project's: what a saved correction makes stale is not asked again.
      queryKey: ['turns-preview', slug, recording, body],
      queryFn: () => correctTurns(slug, recording, { ...body, dry_run: true }),
      retry: false,
      staleTime: 0,
      gcTime: 0,
    }),
}
