import { en } from './en'

/** Every visible string. A language is a catalogue of this shape. */
export type Catalogue = typeof en

export const m: Catalogue = en

const LOCALE = 'en'

export function formatNumber(value: number, digits = 0): string {
  // A value that rounds to zero has no sign.
  const shown = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value
  return shown.toLocaleString(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

export function formatPercent(share: number, digits = 0): string {
  return share.toLocaleString(LOCALE, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

export function formatDate(iso: string): string {
  return new Date(iso).toLocaleString(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })
}

export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString(LOCALE, { day: 'numeric', month: 'short' })
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
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
  if (seconds < 60) return `${formatNumber(seconds, seconds < 10 ? 1 : 0)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${String(minutes)} min`
  const rest = minutes % 60
  return `${String(Math.floor(minutes / 60))} h${rest ? ` ${String(rest)} min` : ''}`
}

/** "just now", "3 min ago", and the date once it is more than a day old. */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = (now - new Date(iso).getTime()) / 1000
  if (seconds < 45) return m.common.justNow
  if (seconds < 3600) return m.common.minutesAgo(Math.max(1, Math.round(seconds / 60)))
  if (seconds < 86400) return m.common.hoursAgo(Math.round(seconds / 3600))
  return formatDate(iso)
}
