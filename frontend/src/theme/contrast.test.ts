import { readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, it } from 'vitest'

import { labelColours } from './labelColours'

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')

/** The hexadecimal colours of the first rule with this selector. */
function tokensOf(selector: string): Map<string, string> {
  const rule = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return new Map(
    [...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  )
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const light = tokensOf(':root')
const schemes = [
  ['light', light],
  ['dark', new Map([...light, ...tokensOf(":root[data-mantine-color-scheme='dark']")])],
] as const

const TEXT = [
  ...['page', 'surface', 'surface-2'].flatMap((ground) => [
    ['text', ground],
    ['text-2', ground],
    ['accent', ground],
  ]),
  ...['good', 'warn', 'bad', 'accent'].map((tone) => [tone, `${tone}-soft`]),
  ['text', 'accent-soft'],
  ['text-2', 'accent-soft'],
  ['accent-text', 'accent'],
]
const PARTS = [
  ['line-strong', 'surface'],
  ['line-strong', 'page'],
  ['focus', 'page'],
  ['focus', 'surface'],
  ['accent', 'surface-2'],
  ['wave-played', 'surface'],
]

describe.each(schemes)('colours of the %s scheme', (_name, tokens) => {
  const ratio = (one = '', other = '') => contrast(tokens.get(one) ?? '', tokens.get(other) ?? '')

  it.each(TEXT)('words in %s on %s have 4.5 to 1', (words, ground) => {
    expect(ratio(words, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(PARTS)('%s beside %s has 3 to 1', (part, ground) => {
    expect(ratio(part, ground)).toBeGreaterThanOrEqual(3)
  })
})

describe('contrast', () => {
  it('agrees with the ends of the definition', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#777777')).toBe(1)
  })

  it('tells every one of forty labels apart by colour', () => {
    const labels = Array.from({ length: 40 }, (_, k) => ({
      id: `l${String(k)}`,
      text: `l${String(k)}`,
      valence: Math.cos(k),
      arousal: Math.sin(k),
    }))
    expect(new Set(labelColours(labels).values()).size).toBe(40)
  })
})
