/** What a catalogue of another language looks like, and how it is laid over English. */
import type { en } from './en'

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Arguments) => unknown
    ? (...args: Arguments) => string
    : { readonly [Key in keyof T]: Widened<T[Key]> }

/** Every visible string. A language is a catalogue of this shape. */
export type Catalogue = Widened<typeof en>

/** A catalogue that may lag behind English; its test says where, and the pages show English there. */
export type Translation = Readonly<Record<string, unknown>>

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function over(base: unknown, translated: unknown): unknown {
  if (!isGroup(base)) return typeof translated === typeof base ? translated : base
  if (!isGroup(translated)) return base
  if (Array.isArray(base)) return base.map((entry, index) => over(entry, translated[String(index)]))
  return Object.fromEntries(
    Object.entries(base).map(([key, value]) => [key, over(value, translated[key])]),
  )
}

/** The translation, with English where it has nothing. */
export function complete(english: Catalogue, translation: Translation): Catalogue {
  return over(english, translation) as Catalogue
}
