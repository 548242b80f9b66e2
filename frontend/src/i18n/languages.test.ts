import { afterEach, describe, expect, it } from 'vitest'

import { en } from './en'
import {
  currentLanguage,
  formatBytes,
  formatDate,
  formatDay,
  formatDuration,
  formatNumber,
  formatPercent,
  m,
  speak,
} from './index'
import { chooseLanguage, languageOf } from './languages'
import { complete } from './shape'

const language = (code: string) => {
  const found = languageOf(code)
  if (!found) throw new Error(`no language ${code}`)
  return found
}

afterEach(async () => {
  await speak(language('en'))
})

describe('chooseLanguage', () => {
  it('takes what was chosen here before what the browser prefers', () => {
    expect(chooseLanguage('en', ['ar']).code).toBe('en')
    expect(chooseLanguage('ar', ['en']).code).toBe('ar')
  })

  it('takes the first of the browser’s languages that there is, with any region', () => {
    expect(chooseLanguage(null, ['fi', 'ar-EG', 'en']).code).toBe('ar')
    expect(chooseLanguage(null, ['en-GB', 'ar']).code).toBe('en')
  })

  it('is English where there is none of them, and where a kept choice is gone', () => {
    expect(chooseLanguage(null, ['fi']).code).toBe('en')
    expect(chooseLanguage('tlh', []).code).toBe('en')
  })
})

describe('Arabic', () => {
  it('runs from right to left', async () => {
    await speak(language('ar'))
    expect(currentLanguage().direction).toBe('rtl')
    expect(m.session.title).toBe('تسجيل الدخول')
  })

  it('counts in six ways', async () => {
    await speak(language('ar'))
    expect([0, 1, 2, 3, 11, 100, 1234].map((count) => m.common.items(count))).toEqual([
      '0 عنصر',
      'عنصر واحد',
      'عنصران',
      '3 عناصر',
      '11 عنصرًا',
      '100 عنصر',
      '1,234 عنصرًا',
    ])
  })

  it('writes numbers, dates and units in its own words, with the digits of the keys', async () => {
    await speak(language('ar'))
    expect(formatNumber(1234.5, 1)).toBe('1,234.5')
    expect(formatPercent(0.6).replaceAll('\u200e', '')).toBe('60%')
    expect(formatDuration(4800)).toBe('1 س 20 د')
    expect(formatBytes(1500)).toBe('1.5 ك.بايت')
    expect(formatDay('2026-11-25T10:00:00Z')).toBe('25 نوفمبر')
    expect(formatDate('2026-11-25T10:00:00Z')).toMatch(/2026/)
  })
})

describe('a catalogue with gaps', () => {
  it('shows English where it has nothing', () => {
    const words = complete(en, { common: { save: 'حفظ' } })
    expect(words.common.save).toBe('حفظ')
    expect(words.common.cancel).toBe('Cancel')
    expect(words.session.points[0]?.[0]).toBe(en.session.points[0][0])
  })
})
