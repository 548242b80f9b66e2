import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'

import { acceptContentWarning, join } from '../api/endpoints'
import { queries } from '../api/queries'
import type { JoinInfo, Participation } from '../api/types'
import { writeNoted } from '../tasks/preferences'
import { writeJoined } from './joined'

/** What of the address goes along: only what the link says is kept. */
function keptOf(info: JoinInfo, search: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    info.kept_parameters.flatMap((name) => {
      const value = search.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

export interface Joining {
  info: JoinInfo
  token: string
  id: string
  onFinished: (done: Participation) => void
}

/** Joins, or comes back, and leads to rating. `read`: whether this page was there to be read first. */
export function useJoin({ info, token, id, onFinished }: Joining, read: boolean) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  return useMutation({
    mutationFn: (consent: boolean) =>
      join(token, { external_id: id, parameters: keptOf(info, search), consent }),
    onSuccess: async (participation) => {
      // Another person may have been signed in here. What this page itself stands on stays.
      client.removeQueries({
        predicate: ({ queryKey: [what] }) => what !== 'join' && what !== 'session',
      })
      const { user } = await client.fetchQuery({ ...queries.session(), staleTime: 0 })
      if (participation.finish) {
        onFinished(participation)
        return
      }
      writeJoined(participation.slug, token)
      if (user && read && info.content_warning) {
        // It was read on this page; the project's own note need not be shown again.
        writeNoted(user.id, participation.slug, info.content_warning)
        await acceptContentWarning(participation.slug).catch(() => undefined)
      }
      await navigate(`/rate/${participation.slug}`, { replace: true })
    },
  })
}
