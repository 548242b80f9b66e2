import { describe, expect, it } from 'vitest'

import { tagProblem } from './releaseTag'

describe('the tag of a release', () => {
  it.each(['v1.0', ' 2026-11 ', 'a'.repeat(80)])('may be %s', (tag) => {
    expect(tagProblem(tag, ['v0.9'])).toBeNull()
  })

  it.each([
    ['', /Enter a tag/],
    ['v 1', /“v 1”.*letters/],
    ['.hidden', /“.hidden”/],
    ['a'.repeat(81), /at most 80/],
    ['v0.9', /v0.9 is taken.*v0.8, v0.9/],
  ])('cannot be %s', (tag, words) => {
    expect(tagProblem(tag, ['v0.8', 'v0.9'])).toMatch(words)
  })
})
