import { useQueryClient } from '@tanstack/react-query'

import { queries } from '../../api/queries'

/** Everything on the pages that stands on who is a member. */
export function useMembersChanged(slug: string) {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries(queries.members(slug))
    await client.invalidateQueries({ queryKey: ['project', slug], exact: true })
  }
}
