import { en } from './en'
import { LANGUAGES, keepLanguage } from './languages'
import { nameOfLanguage } from './languageNames'
import type { Language } from './languages'
import { complete } from './shape'
import type { Catalogue } from './shape'

export type { Catalogue } from './shape'

let language: Language = LANGUAGES[0] as Language

/** The strings of the chosen language. They are there before any page is: see main.tsx. */
export let m: Catalogue = en

let locale = language.locale

/** Fetch a language and speak it. Pages read their strings as they load, so this comes first. */
export async function speak(chosen: Language): Promise<void> {
  m = chosen.load ? complete(en, await chosen.load()) : en
  language = chosen
  locale = chosen.locale
}

export function currentLanguage(): Language {
  return language
}

/** Answers in progress are kept in the browser's store and come back with the page. */
export function changeLanguage(code: string): void {
  keepLanguage(code)
  window.location.reload()
}

export function formatNumber(value: number, digits = 0): string {
  // A value that rounds to zero has no sign.
  const shown = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value
  return shown.toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

export function formatPercent(share: number, digits = 0): string {
  return share.toLocaleString(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

export function formatDate(iso: string): string {
  return new Date(iso).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
}

export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString(locale, { day: 'numeric', month: 'short' })
}

/** The name of a language in the language of the page; its code where it has no name. */
export function languageName(code: string): string {
  return nameOfLanguage(code, language.code)
}

export function formatBytes(bytes: number): string {
  const units = m.units.bytes
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${formatNumber(value, unit === 0 || value >= 100 ? 0 : 1)} ${units[unit] ?? ''}`
}

/** "3 s", "4 min", "1 h 20 min": for estimates and paces. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return m.units.seconds(formatNumber(seconds, seconds < 10 ? 1 : 0))
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return m.units.minutes(formatNumber(minutes))
  const rest = minutes % 60
  const hours = m.units.hours(formatNumber(Math.floor(minutes / 60)))
  return rest ? `${hours} ${m.units.minutes(formatNumber(rest))}` : hours
}

/** "just now", "3 min ago", and the date once it is more than a day old. */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = (now - new Date(iso).getTime()) / 1000
  if (seconds < 45) return m.common.justNow
  if (seconds < 3600) return m.common.minutesAgo(Math.max(1, Math.round(seconds / 60)))
  if (seconds < 86400) return m.common.hoursAgo(Math.round(seconds / 3600))
  return formatDate(iso)
}
