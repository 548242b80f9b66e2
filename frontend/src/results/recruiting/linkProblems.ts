/** What is wrong with a link before it is sent, by field. Pure; the server has the last word. */
import { m } from '../../i18n'
import type { LinkDraft } from './links'

const t = m.studio.recruiting.form.problems

/** As the server names parameters of addresses. */
const PARAMETER = /^[A-Za-z0-9_-]{1,80}$/
const IN_BRACES = /\{([^{}]*)\}/g
export const LEAST_MINUTES = 5

export type LinkField = keyof LinkDraft
export type LinkProblems = Partial<Record<LinkField, string>>

/** The fields in the order of the form: the first with a problem gets the focus. */
export const FIELDS: readonly LinkField[] = [
  'name',
  'quota',
  'items_per_participant',
  'inactivity_minutes',
  'expires',
  'id_parameter',
  'kept_parameters',
  'completion_code',
  'return_url',
  'consent_text',
]

function ofReturnUrl({ return_url: url, id_parameter: id, kept_parameters: kept }: LinkDraft) {
  const address = url.trim()
  if (!address) return null
  if (!/^https?:\/\/./.test(address)) return t.returnUrl(address)
  const allowed = ['code', id.trim(), ...kept]
  const unknown = [...address.matchAll(IN_BRACES)].find(([, name]) => !allowed.includes(name ?? ''))
  return unknown ? t.braces(unknown[0], allowed.map((name) => `{${name}}`).join(', ')) : null
}

function ofKept({ id_parameter: id, kept_parameters: kept }: LinkDraft): string | null {
  const unfit = kept.find((name) => !PARAMETER.test(name))
  if (unfit !== undefined) return t.parameter(unfit)
  return kept.includes(id.trim()) ? t.idKept(id.trim()) : null
}

export function linkProblems(draft: LinkDraft, now: number): LinkProblems {
  const { inactivity_minutes: minutes, expires, id_parameter: id } = draft
  const found: Partial<Record<LinkField, string | null>> = {
    name: draft.name.trim() ? null : t.name,
    inactivity_minutes:
      minutes !== null && minutes >= LEAST_MINUTES ? null : t.minutes(LEAST_MINUTES),
    expires: expires && new Date(expires).getTime() <= now ? t.expires : null,
    id_parameter: PARAMETER.test(id.trim()) ? null : id.trim() ? t.parameter(id.trim()) : t.id,
    kept_parameters: ofKept(draft),
    return_url: ofReturnUrl(draft),
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, text]) => (text ? [[name, text]] : [])),
  )
}
