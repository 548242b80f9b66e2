import { describe, expect, it } from 'vitest'

import { linkProblems } from './linkProblems'
import type { LinkDraft } from './links'

const now = Date.parse('2026-11-22T10:00:00Z')
const fit: LinkDraft = {
  name: 'First wave',
  quota: null,
  items_per_participant: null,
  completion_code: '',
  id_parameter: 'PROLIFIC_PID',
  kept_parameters: ['STUDY_ID'],
  return_url: 'https://example.org/done?cc={code}&s={STUDY_ID}',
  consent_text: '',
  inactivity_minutes: 60,
  expires: '2026-11-23T10:00',
}

describe('what is wrong with a link', () => {
  it('is nothing where every field is fit, or may be empty', () => {
    expect(linkProblems(fit, now)).toEqual({})
    expect(linkProblems({ ...fit, return_url: '', expires: '', kept_parameters: [] }, now)).toEqual(
      {},
    )
  })

  it.each([
    ['name', { name: ' ' }, /name/],
    ['inactivity_minutes', { inactivity_minutes: null }, /5 or more/],
    ['inactivity_minutes', { inactivity_minutes: 4 }, /5 or more/],
    ['expires', { expires: '2026-11-20T10:00' }, /passed/],
    ['id_parameter', { id_parameter: '', return_url: '' }, /PROLIFIC_PID/],
    ['id_parameter', { id_parameter: 'my id' }, /“my id”/],
    ['kept_parameters', { kept_parameters: ['STUDY_ID', 'a b'] }, /“a b”/],
    ['kept_parameters', { kept_parameters: ['STUDY_ID', 'PROLIFIC_PID'] }, /kept already/],
    ['return_url', { return_url: 'example.org' }, /“example.org”.*https:/],
    ['return_url', { return_url: 'https://x.org/{NOPE}' }, /{NOPE}.*{code}, {PROLIFIC_PID}/],
  ] as const)('stands at %s and names what is there', (field, changes, words) => {
    const found = linkProblems({ ...fit, ...changes } as LinkDraft, now)
    expect(Object.keys(found)).toEqual([field])
    expect(found[field]).toMatch(words)
  })
})
