/** Consent and session of recordings as they are being stated. Pure; the server has the last word. */
import type { Consent } from '../api/recordings'
import type { RecordingRow } from '../api/types'

export const UNKNOWN: Consent = { state: 'unknown', permits: [], document: '', date: null }

export interface ConsentDraft {
  consent: Consent
  session: string
}

const alike = (values: readonly string[]) => new Set(values).size === 1

/** What all of them have in common; where they differ, nothing. */
export function draftOf(rows: readonly Pick<RecordingRow, 'consent' | 'session'>[]): ConsentDraft {
  const [first] = rows
  if (first === undefined) return { consent: UNKNOWN, session: '' }
  return {
    consent: alike(rows.map(({ consent }) => JSON.stringify(consent))) ? first.consent : UNKNOWN,
    session: alike(rows.map(({ session }) => session ?? '')) ? (first.session ?? '') : '',
  }
}

/** What is sent: only consent that was given permits something, and a session only if changed. */
export function toldOf(draft: ConsentDraft, before: ConsentDraft) {
  const { consent, session } = draft
  const permits = consent.state === 'given' ? consent.permits : []
  return {
    consent: { ...consent, permits, date: consent.date || null },
    ...(session === before.session ? {} : { session }),
  }
}

/** Whether nothing is lacking: consent that is given says for what. */
export const isComplete = ({ consent }: ConsentDraft) =>
  consent.state !== 'given' || consent.permits.length > 0
