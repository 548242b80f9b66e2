import type { ExportChoice, ReleaseFormat } from '../../api/exports'

export const GROUPS = ['tables', 'catalogues', 'speech', 'learning', 'annotation'] as const

export const FIRST: ExportChoice = {
  format: 'parquet',
  rule: '',
  question: '',
  media: '',
  tiers: [],
}

/** Another format keeps the rule; what only some formats have starts anew. */
export const withFormat = (choice: ExportChoice, format: string): ExportChoice => ({
  ...FIRST,
  rule: choice.rule,
  format,
})

/** Whether recordings come along; without a choice the format's usual way is the first. */
export const hasMedia = (format: ReleaseFormat, choice: ExportChoice): boolean =>
  (choice.media || format.media[0] || 'none') === 'copy'

/** Whether there is a choice of recordings at all. */
export const choosesMedia = (format: ReleaseFormat): boolean =>
  format.media.includes('copy') && format.media.includes('none')

/** A word that no other download of this page has. */
export const readyWord = (): string => Math.random().toString(36).slice(2, 12)

/** Whether the server has begun to answer the download of a word. */
export const isReady = (cookies: string, word: string): boolean =>
  cookies.split('; ').includes(`ready-${word}=1`)
