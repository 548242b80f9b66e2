/** What somebody took back: the plan, doing it, and the record. */
import { queryOptions } from '@tanstack/react-query'

import { client, unwrap } from './http'
import type { components } from './schema'

type Schemas = components['schemas']
export type WithdrawalPlan = Required<Schemas['WithdrawalPlan']>
export type WithdrawalNamed = Schemas['WithdrawalNamed']
export type WithdrawalReason = Schemas['WithdrawalCreateRequest']['reason']
export type WithdrawalKind = Schemas['WithdrawalCreateRequest']['kind']
/** The schema leaves both words open. */
export type Withdrawal = Omit<Required<Schemas['Withdrawal']>, 'kind' | 'reason'> & {
  kind: WithdrawalKind
  reason: WithdrawalReason
}

/** What is taken back; `project` is empty for a recording, which is of every project. */
export interface Withdrawable {
  kind: WithdrawalKind
  project: string
  /** As the server knows it: a recording by its sha256. */
  name: string
  /** As people know it, and as they type it to confirm. */
  shown: string
  /** Which of several people of that name, by the ids of the plan; all or none otherwise. */
  only?: readonly string[]
}

export const withdrawals = () =>
  queryOptions({
    queryKey: ['withdrawals'],
    queryFn: () => unwrap(client.GET('/api/withdrawals/')) as Promise<Withdrawal[]>,
  })

const asked = ({ kind, project, name, only }: Withdrawable) => ({
  kind,
  project,
  names: [name],
  only: [...(only ?? [])],
})

export const withdrawalPlan = (what: Withdrawable) =>
  queryOptions({
    queryKey: ['withdrawals', 'plan', what.kind, what.project, what.name, ...(what.only ?? [])],
    queryFn: () =>
      unwrap(
        client.POST('/api/withdrawals/plan/', { body: asked(what) }),
      ) as Promise<WithdrawalPlan>,
    // What would go may be more a moment later.
    gcTime: 0,
    retry: false,
  })

export const withdraw = (what: Withdrawable, reason: WithdrawalReason) =>
  unwrap(
    client.POST('/api/withdrawals/', { body: { ...asked(what), reason } }),
  ) as Promise<Withdrawal>
