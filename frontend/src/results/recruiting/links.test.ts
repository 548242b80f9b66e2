import { describe, expect, it } from 'vitest'

import type { RecruitLink } from '../../api/types'
import { addressOf, newLink, participantState, placesTaken, stateOf } from './links'

const link: RecruitLink = {
  id: 1,
  name: 'First wave',
  token: 'abc',
  path: '/join/abc',
  id_parameter: 'PROLIFIC_PID',
  kept_parameters: ['STUDY_ID'],
  consent_text: '',
  quota: 3,
  items_per_participant: null,
  completion_code: 'CODE',
  return_url: '',
  inactivity_minutes: 60,
  expires_at: null,
  closed: false,
  created_at: '2026-11-21T10:00:00Z',
  participants: { active: 1, abandoned: 4, returned: 1, completed: 1, approved: 0, rejected: 1 },
}
const now = Date.parse('2026-11-22T10:00:00Z')

describe('a recruiting link', () => {
  it('has the address that Prolific fills in, or names what another service must', () => {
    expect(addressOf(link, 'https://e.org')).toBe(
      'https://e.org/join/abc?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}',
    )
    expect(addressOf({ ...link, id_parameter: 'id', kept_parameters: [] }, '')).toBe(
      '/join/abc?id={id}',
    )
  })

  it('counts who works, has finished or was paid, and is full by those', () => {
    expect(placesTaken(link)).toBe(2)
    expect(stateOf(link, now)).toBe('open')
    expect(stateOf({ ...link, quota: 2 }, now)).toBe('full')
    expect(stateOf({ ...link, quota: null }, now)).toBe('open')
    expect(stateOf({ ...link, expires_at: '2026-11-22T09:00:00Z' }, now)).toBe('expired')
    expect(stateOf({ ...link, closed: true, quota: 2 }, now)).toBe('closed')
  })

  it('leaves an empty code to the server', () => {
    const draft = {
      name: ' First ',
      quota: null,
      items_per_participant: 5,
      completion_code: ' ',
      id_parameter: 'id',
      kept_parameters: [],
      return_url: '',
      consent_text: '',
      inactivity_minutes: 60,
      expires: '',
    }
    expect(newLink(draft)).not.toHaveProperty('completion_code')
    expect(newLink(draft)).toMatchObject({ name: 'First', expires_at: null })
    expect(newLink({ ...draft, completion_code: 'X1' }).completion_code).toBe('X1')
  })
})

describe('a participant', () => {
  it('has joined before anything is sent, and works after', () => {
    expect(participantState({ state: 'active', items: 0 })).toBe('joined')
    expect(participantState({ state: 'active', items: 2 })).toBe('working')
    expect(participantState({ state: 'returned', items: 2 })).toBe('returned')
  })
})
