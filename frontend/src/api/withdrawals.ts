/** What somebody took back: the plan, doing it, and the record. */
import { queryOptions } from '@tanstack/react-query'

import { client, unwrap } from './http'
import type { components } from './schema'

type Schemas = components['schemas']
export type WithdrawalPlan = Required<Schemas['WithdrawalPlan']>
export type WithdrawalReason = Schemas['WithdrawalCreateRequest']['reason']
/** The schema leaves both words open. */
export type Withdrawal = Omit<Required<Schemas['Withdrawal']>, 'kind' | 'reason'> & {
  kind: Schemas['WithdrawalCreateRequest']['kind']
  reason: WithdrawalReason
}

export const withdrawals = () =>
  queryOptions({
    queryKey: ['withdrawals'],
    queryFn: () => unwrap(client.GET('/api/withdrawals/')) as Promise<Withdrawal[]>,
  })

const ofRecording = (sha256: string) => ({
  kind: 'recording' as const,
  project: '',
  names: [sha256],
})

export const recordingPlan = (sha256: string) =>
  queryOptions({
    queryKey: ['withdrawals', 'plan', sha256],
    queryFn: () =>
      unwrap(
        client.POST('/api/withdrawals/plan/', { body: ofRecording(sha256) }),
      ) as Promise<WithdrawalPlan>,
    // What would go may be more a moment later.
    gcTime: 0,
  })

export const withdrawRecording = (sha256: string, reason: WithdrawalReason) =>
  unwrap(
    client.POST('/api/withdrawals/', { body: { ...ofRecording(sha256), reason } }),
  ) as Promise<Withdrawal>
