import { describe, expect, it } from 'vitest'

import { exportUrl } from '../../api/exports'
import type { ReleaseFormat } from '../../api/exports'
import { choosesMedia, FIRST, hasMedia, isReady, readyWord, withFormat } from './exportChoice'

const clips: ReleaseFormat = {
  name: 'clips',
  group: 'learning',
  about: '',
  loses: '',
  media: ['copy'],
  media_bytes: 10,
  questions: ['emotion'],
  tiers: [],
}
const elan: ReleaseFormat = { ...clips, name: 'elan', media: ['none', 'copy'], questions: [] }

describe('what a download holds', () => {
  it('has recordings where the format always has them or they were chosen', () => {
    expect(hasMedia(clips, FIRST)).toBe(true)
    expect(hasMedia(elan, FIRST)).toBe(false)
    expect(hasMedia(elan, { ...FIRST, media: 'copy' })).toBe(true)
    expect(choosesMedia(clips)).toBe(false)
    expect(choosesMedia(elan)).toBe(true)
    expect(choosesMedia({ ...clips, media: [] })).toBe(false)
  })

  it('keeps the rule and nothing else when the format changes', () => {
    const choice = { ...FIRST, rule: 'soft', tiers: ['words'], media: 'copy' as const }
    expect(withFormat(choice, 'clips')).toEqual({ ...FIRST, rule: 'soft', format: 'clips' })
  })

  it('asks only for what was chosen', () => {
    expect(exportUrl('a b', '1.0', FIRST, 'w')).toBe(
      '/api/projects/a%20b/releases/1.0/export/?format=parquet&ready=w',
    )
    const choice = { ...FIRST, format: 'elan', tiers: ['words', 'turns'], media: 'copy' as const }
    expect(exportUrl('a', '1', choice, 'w')).toContain('&media=copy&tier=words&tier=turns')
  })
})

describe('when a download is there', () => {
  it('is told by a cookie of its own word', () => {
    expect(isReady('a=1; ready-abc=1; b=2', 'abc')).toBe(true)
    expect(isReady('ready-abcd=1', 'abc')).toBe(false)
    expect(isReady('', 'abc')).toBe(false)
  })

  it('has a word that the server takes', () => {
    expect(readyWord()).toMatch(/^[a-z0-9]{1,32}$/)
  })
})
