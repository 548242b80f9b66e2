/** Tags of releases. Pure; the server has the last word. */
import { m } from '../../i18n'

const TAG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/

/** Why a release cannot have this tag; null where it can. */
export function tagProblem(given: string, taken: readonly string[]): string | null {
  const tag = given.trim()
  if (!tag) return m.releases.tagMissing
  if (taken.includes(tag)) return m.releases.tagTaken(tag, taken.join(', '))
  return TAG.test(tag) ? null : m.releases.tagUnfit(tag)
}
