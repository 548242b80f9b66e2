/** What a recruiting link says of itself: its address, its places, its state. Pure. */
import type { NewLink, Participant, RecruitLink } from '../../api/types'

export const SERVICES = {
  prolific: {
    id_parameter: 'PROLIFIC_PID',
    kept_parameters: ['STUDY_ID', 'SESSION_ID'],
    return_url: 'https://app.prolific.com/submissions/complete?cc={code}',
  },
  other: { id_parameter: 'id', kept_parameters: [] as string[], return_url: '' },
} as const

export type Service = keyof typeof SERVICES

/**
 * The address for the recruiting service. Prolific puts what stands in {{%...%}} in by itself; for
 * other services the name in braces says what has to stand there.
 */
export function addressOf(link: RecruitLink, origin: string): string {
  const prolific = link.id_parameter === SERVICES.prolific.id_parameter
  const place = (name: string) => (prolific ? `{{%${name}%}}` : `{${name}}`)
  const names = [link.id_parameter, ...link.kept_parameters]
  return `${origin}${link.path}?${names.map((name) => `${name}=${place(name)}`).join('&')}`
}

/** Places that are taken: at work, finished and paid. Who returned or stayed away leaves one free. */
export function placesTaken({ participants: counts }: RecruitLink): number {
  return (counts['active'] ?? 0) + (counts['completed'] ?? 0) + (counts['approved'] ?? 0)
}

export type LinkState = 'open' | 'full' | 'expired' | 'closed'

export function stateOf(link: RecruitLink, now: number): LinkState {
  if (link.closed) return 'closed'
  if (link.expires_at !== null && new Date(link.expires_at).getTime() <= now) return 'expired'
  return link.quota !== null && placesTaken(link) >= link.quota ? 'full' : 'open'
}

export type ShownState = Exclude<Participant['state'], 'active'> | 'joined' | 'working'

/** Somebody at work who has sent nothing yet has only joined. */
export function participantState({
  state,
  items,
}: Pick<Participant, 'state' | 'items'>): ShownState {
  if (state !== 'active') return state
  return items > 0 ? 'working' : 'joined'
}

/** Only who completed can be approved or rejected; a verdict can be changed. */
export function isReviewable({ state }: Pick<Participant, 'state'>): boolean {
  return state === 'completed' || state === 'approved' || state === 'rejected'
}

export interface LinkDraft {
  name: string
  quota: number | null
  items_per_participant: number | null
  completion_code: string
  id_parameter: string
  kept_parameters: string[]
  return_url: string
  consent_text: string
  /** Null while the field is empty. */
  inactivity_minutes: number | null
  /** As the browser's own field writes it, in the time of this computer; empty: never. */
  expires: string
}

/** The link as it is sent: what is left empty is left to the server. */
export function newLink(draft: LinkDraft): NewLink {
  const { completion_code: code, expires, inactivity_minutes: minutes, ...rest } = draft
  return {
    ...rest,
    name: draft.name.trim(),
    id_parameter: draft.id_parameter.trim(),
    return_url: draft.return_url.trim(),
    ...(minutes === null ? {} : { inactivity_minutes: minutes }),
    expires_at: expires ? new Date(expires).toISOString() : null,
    ...(code.trim() ? { completion_code: code.trim() } : {}),
  }
}
