import { QueryClient } from '@tanstack/react-query'

import { ApiError } from '../api/http'

const MOST_RETRIES = 2

/** What the server refused will be refused again; only a lost connection or a fault is repeated. */
function worthRepeating(failures: number, error: unknown): boolean {
  const refused = error instanceof ApiError && error.status < 500
  return !refused && failures < MOST_RETRIES
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: worthRepeating, staleTime: 5000 } },
  })
}
