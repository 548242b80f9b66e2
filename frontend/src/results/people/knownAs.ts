/** What a researcher knows people by. Pure. */
import type { Recruited } from '../../api/types'
import { m } from '../../i18n'

export interface Known {
  username: string
  recruited: Recruited | null
}

/** The id that a recruiting service gave; the account of such a person has a drawn name. */
export function knownAs({ username, recruited }: Known): string {
  return recruited?.external_id ?? username
}

/** In a sentence, where no link can stand beside it. */
export function knownInWords({ username, recruited }: Known): string {
  return recruited ? m.studio.people.cameBy(recruited.external_id, recruited.link_name) : username
}
