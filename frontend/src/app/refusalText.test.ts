import { afterEach, describe, expect, it } from 'vitest'

import { ApiError } from '../api/http'
import { speak } from '../i18n'
import { LANGUAGES } from '../i18n/languages'
import { refusalText } from './refusalText'

const [english, ...others] = LANGUAGES
const arabic = others.find(({ code }) => code === 'ar')

describe('the words of a refusal', () => {
  afterEach(async () => {
    if (english) await speak(english)
  })

  it('are those of the page where the server tells a reason', async () => {
    if (arabic) await speak(arabic)
    const closed = { reason: 'closed', values: { project: 'Two voices' } }
    const words = refusalText(new ApiError(409, "'Two voices' is closed.", closed))
    expect(words).toContain('Two voices')
    expect(words).toContain('مغلق')
  })

  it('are those of the server where it tells none, or one that is not known', () => {
    expect(refusalText(new ApiError(400, 'A tag has letters.'))).toBe('A tag has letters.')
    expect(refusalText(new ApiError(400, 'A tag has letters.', { reason: 'toString' }))).toBe(
      'A tag has letters.',
    )
  })

  it('say what to do where the server failed', () => {
    expect(refusalText(new ApiError(500, 'The server answered with status 500.'))).toMatch(
      /status 500.*Try again/,
    )
  })
})
