import type { ApiError } from '../api/http'
import { m } from '../i18n'
import type { RefusalValues } from '../i18n/en/refusals'

const isReason = (reason: unknown): reason is keyof typeof m.refusals =>
  typeof reason === 'string' && Object.hasOwn(m.refusals, reason)

/** Why the server refused: in the language of the page where it tells a reason, else in its words. */
export function refusalText({ status, message, extra }: ApiError): string {
  const { reason, values } = extra
  if (isReason(reason)) return m.refusals[reason]((values ?? {}) as RefusalValues)
  return status >= 500 ? m.errors.server(status) : message
}
