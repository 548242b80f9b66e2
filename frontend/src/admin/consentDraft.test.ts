import { describe, expect, it } from 'vitest'

import type { Consent } from '../api/recordings'
import { UNKNOWN, draftOf, isComplete, toldOf } from './consentDraft'

const given: Consent = { state: 'given', permits: ['research'], document: 'Form 1', date: null }

describe('consent as it is stated', () => {
  it('opens with what all of them have in common', () => {
    const row = { consent: given, session: 'Ses01' }
    expect(draftOf([row, row])).toEqual({ consent: given, session: 'Ses01' })
    expect(draftOf([row, { consent: UNKNOWN, session: 'Ses01' }])).toEqual({
      consent: UNKNOWN,
      session: 'Ses01',
    })
    expect(draftOf([row, { consent: given, session: 'Ses02' }]).session).toBe('')
    expect(draftOf([])).toEqual({ consent: UNKNOWN, session: '' })
  })

  it('sends no permission that was not given, and no session that nobody changed', () => {
    const before = { consent: given, session: 'Ses01' }
    const refused = { ...before, consent: { ...given, state: 'refused' as const, date: '' } }
    expect(toldOf(refused, before)).toEqual({
      consent: { state: 'refused', permits: [], document: 'Form 1', date: null },
    })
    expect(toldOf({ ...before, session: '' }, before).session).toBe('')
  })

  it('is complete when consent that is given says for what', () => {
    expect(isComplete({ consent: given, session: '' })).toBe(true)
    expect(isComplete({ consent: { ...given, permits: [] }, session: '' })).toBe(false)
    expect(isComplete({ consent: UNKNOWN, session: '' })).toBe(true)
  })
})
