/** What is told of recordings beside their content: consent and session. */
import { client, unwrap } from './http'
import type { components } from './schema'

type Schemas = components['schemas']
export type Consent = Required<Schemas['Consent']>
export type ConsentState = Schemas['ConsentStateEnum']
export type Permission = Schemas['PermitsEnum']

export const CONSENT_STATES: readonly ConsentState[] = ['unknown', 'given', 'refused', 'withdrawn']
export const PERMISSIONS: readonly Permission[] = ['research', 'sharing', 'publication']

/** The same for many; what is left out stays as it is. */
export const tellRecordings = (body: {
  recordings: number[]
  consent?: Consent
  session?: string
}) => unwrap(client.PATCH('/api/recordings/told/', { body })) as Promise<{ recordings: number }>
