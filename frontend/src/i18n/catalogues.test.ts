import { describe, expect, it } from 'vitest'

import { en } from './en'
import { LANGUAGES } from './languages'

/** Names, formats, keys and commands are the same in every language. */
const NAMES = new Set(
  `Dawid Skene FER MACE GLAD GCTW ORCID SPDX DOI zenodo CITATION cff split fold train AC1 ICC Emotate CSV TSV SVG UTC UTF Enter Escape Ctrl Shift Backspace SAM RankTrace FACS about Parquet JSON emotate card add up wav flac mp3 ogg m4a mp4 webm https pandas polars DuckDB lines Croissant Frictionless RO Crate audformat audb Lhotse RTTM CTM TextGrid Praat ELAN Hugging Face WebDataset tar Label Studio EmotionML W3C`.split(
    ' ',
  ),
)

/** What the server tells of what is in a rater's way, or of what it refuses: all at once. */
const VALUES = {
  ...{ closed: 'full', certificates: ['7'], languages: ['7'], attempts: 7, items: 7 },
  ...{ project: '7', item: '7', parameter: '7', most: 7, tag: '7' },
}

/** Arguments that a string may be given: a number and a text at once, or one of them. */
const ARGUMENTS: readonly unknown[] = ['7', 7, ['7'], VALUES]
const UNFIT = /NaN|undefined|\[object/

/** What a string says; those with gaps are filled in. */
function wordsOf(leaf: unknown): string {
  if (typeof leaf === 'string') return leaf
  if (typeof leaf !== 'function') return ''
  for (const argument of ARGUMENTS) {
    try {
      const given = Array.from({ length: 6 }, () => argument)
      const words = String((leaf as (...args: unknown[]) => unknown)(...given))
      if (!UNFIT.test(words)) return words
    } catch {
      // Not what this one takes: the next may be.
    }
  }
  throw new Error(`no arguments fit ${String(leaf)}`)
}

/** "group.key" and its string, for every string of a catalogue. */
function leavesOf(group: unknown, path = ''): [string, unknown][] {
  if (typeof group !== 'object' || group === null) return [[path, group]]
  return Object.entries(group).flatMap(([key, value]) =>
    leavesOf(value, path ? `${path}.${key}` : key),
  )
}

/** Latin words that are no names, in a script that is not Latin. */
function englishIn(words: string): string[] {
  return (words.match(/[A-Za-z][A-Za-z0-9]+/g) ?? []).filter((word) => !NAMES.has(word))
}

const english = new Map(leavesOf(en))
const translations = LANGUAGES.flatMap(({ code, load }) => (load ? [[code, load] as const] : []))

describe.each(translations)('the catalogue %s', (_code, load) => {
  it('has every string, and none that no page shows', async () => {
    const translated = new Map(leavesOf(await load()))
    const missing = [...english.keys()].filter((path) => !translated.has(path))
    const stale = [...translated.keys()].filter((path) => !english.has(path))
    expect({ missing, stale }).toEqual({ missing: [], stale: [] })
  })

  it('has strings where English has them, and gaps where English has gaps', async () => {
    for (const [path, leaf] of leavesOf(await load())) {
      expect(`${path}: ${typeof leaf}`).toBe(`${path}: ${typeof english.get(path)}`)
    }
  })

  it('left nothing in English', async () => {
    const left = leavesOf(await load())
      .map(([path, leaf]) => [path, englishIn(wordsOf(leaf).replaceAll('v1.0', ''))] as const)
      .filter(([, words]) => words.length > 0)
    expect(left).toEqual([])
  })

  it('says in its sentences what English says in gaps', async () => {
    // Texts to those who print them, and numbers to those who format them.
    const marks = ['701', '702', '703']
    const dropped = leavesOf(await load()).flatMap(([path, leaf]) => {
      const source = english.get(path)
      if (typeof leaf !== 'function' || typeof source !== 'function') return []
      const say = (f: unknown) => {
        try {
          return String((f as (...args: unknown[]) => unknown)(...marks))
        } catch {
          return ''
        }
      }
      const there = say(source)
      const here = say(leaf).replaceAll(',', '')
      return there && here
        ? marks
            .filter((mark) => there.includes(mark) && !here.includes(mark))
            .map((mark) => `${path} lacks ${mark}`)
        : []
    })
    expect(dropped).toEqual([])
  })
})
