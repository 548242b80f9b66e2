/** The languages of the interface, and which of them this visitor reads. */
import type { Translation } from './shape'

export interface Language {
  code: string
  /** In the language itself: who looks for it reads it. */
  name: string
  direction: 'ltr' | 'rtl'
  /** For numbers and dates. */
  locale: string
  /** The catalogue; null for English, which is always there. */
  load: (() => Promise<Translation>) | null
}

const ENGLISH: Language = {
  code: 'en',
  name: 'English',
  direction: 'ltr',
  locale: 'en',
  load: null,
}

export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  {
    code: 'ar',
    name: 'العربية',
    direction: 'rtl',
    // Digits as they stand on the keys that give them, in plots and in exports.
    locale: 'ar-u-nu-latn',
    load: async () => (await import('./ar')).ar,
  },
]

const KEPT = 'emotate:language'

export function languageOf(code: string | null): Language | undefined {
  return LANGUAGES.find((language) => language.code === code)
}

/** What was chosen here; else the first of the browser's languages that there is; else English. */
export function chooseLanguage(kept: string | null, preferred: readonly string[]): Language {
  const chosen = languageOf(kept)
  if (chosen) return chosen
  for (const tag of preferred) {
    const language = languageOf(tag.toLowerCase().split('-')[0] ?? '')
    if (language) return language
  }
  return ENGLISH
}

export function visitorsLanguage(): Language {
  return chooseLanguage(localStorage.getItem(KEPT), navigator.languages)
}

export function keepLanguage(code: string): void {
  localStorage.setItem(KEPT, code)
}
