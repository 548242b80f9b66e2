/**
 * One colour per emotion, the same on every page and plot.
 *
 * Emotions that have a place in the Okabe-Ito palette by name keep it in every scheme. Up to eight
 * labels share that palette; beyond eight, the hue of the others follows valence and their lightness
 * follows arousal. Levels from negative to positive are even steps from blue over grey to ochre, which
 * every kind of colour vision tells apart. The word always stands beside the colour.
 */
import type { Label } from '../api/types'

const OKABE_ITO = {
  orange: '#e69f00',
  sky: '#56b4e9',
  green: '#009e73',
  yellow: '#f0e442',
  blue: '#0072b2',
  vermillion: '#d55e00',
  purple: '#cc79a7',
  grey: '#8b979b',
} as const

const BY_NAME: Record<string, string> = {
  anger: OKABE_ITO.vermillion,
  angry: OKABE_ITO.vermillion,
  happiness: OKABE_ITO.yellow,
  happy: OKABE_ITO.yellow,
  joy: OKABE_ITO.yellow,
  sadness: OKABE_ITO.blue,
  sad: OKABE_ITO.blue,
  fear: OKABE_ITO.purple,
  disgust: OKABE_ITO.green,
  surprise: OKABE_ITO.sky,
  contempt: OKABE_ITO.orange,
  neutral: OKABE_ITO.grey,
}

const PALETTE: readonly string[] = Object.values(OKABE_ITO)

/** Raters have colours too, on plots that lay their answers over each other. */
export function raterColour(place: number): string {
  return RATERS[place % RATERS.length] ?? OKABE_ITO.grey
}

/** Yellow is lost on a bright picture. */
const RATERS = PALETTE.filter((colour) => colour !== OKABE_ITO.yellow)
export const RATER_COLOURS = RATERS.length

function named(labels: readonly Label[]): Map<string, string> {
  const colours = new Map<string, string>()
  for (const label of labels) {
    const colour = BY_NAME[label.id.toLowerCase()]
    if (colour && ![...colours.values()].includes(colour)) colours.set(label.id, colour)
  }
  return colours
}

function fromPalette(labels: readonly Label[]): Map<string, string> {
  const colours = named(labels)
  const free = PALETTE.filter((colour) => ![...colours.values()].includes(colour))
  for (const label of labels) {
    if (!colours.has(label.id)) colours.set(label.id, free.shift() ?? OKABE_ITO.grey)
  }
  return colours
}

const clamp = (value: number) => Math.min(1, Math.max(-1, value))

function byPlace(labels: readonly Label[]): Map<string, string> {
  const ordered = [...labels].sort((a, b) => (a.valence ?? 0) - (b.valence ?? 0))
  const placed = new Map(
    ordered.map((label, index) => {
      const spread = ordered.length > 1 ? (index / (ordered.length - 1)) * 2 - 1 : 0
      const valence = label.valence == null ? spread : clamp(label.valence)
      // Unpleasant is red-violet, pleasant is green-teal; excited is lighter than calm.
      const hue = Math.round(350 - ((valence + 1) / 2) * 190)
      const lightness = Math.round(56 + clamp(label.arousal ?? 0) * 14)
      return [label.id, `oklch(${String(lightness)}% 0.13 ${String(hue)})`]
    }),
  )
  return new Map([...placed, ...named(labels)])
}

/** What these names mean where no valence is given. */
const BY_WORD: Record<string, number> = { negative: -1, neutral: 0, positive: 1 }

/** A step between -1 and 1: darker and stronger towards both ends alike. */
function stepColour(step: number): string {
  const lightness = 76 - 20 * Math.abs(step)
  const chroma = 0.13 * Math.abs(step)
  return `oklch(${lightness.toFixed(1)}% ${chroma.toFixed(3)} ${step < 0 ? '265' : '70'})`
}

/** The steps of levels of valence that rise or fall in order; null for anything else. */
function levelsOf(labels: readonly Label[]): number[] | null {
  const valences = labels.map(({ id, valence }) => valence ?? BY_WORD[id.toLowerCase()] ?? NaN)
  const rises = valences.every((one, at) => at === 0 || one > (valences[at - 1] ?? NaN))
  const falls = valences.every((one, at) => at === 0 || one < (valences[at - 1] ?? NaN))
  const below = valences.filter((one) => one < 0).sort((a, b) => b - a)
  const above = valences.filter((one) => one > 0).sort((a, b) => a - b)
  const both = below.length > 0 && above.length > 0
  if (!(rises || falls) || !both || labels.length > PALETTE.length) return null
  return valences.map((one) => {
    if (one === 0) return 0
    return one < 0
      ? -(below.indexOf(one) + 1) / below.length
      : (above.indexOf(one) + 1) / above.length
  })
}

export function labelColours(labels: readonly Label[]): Map<string, string> {
  // Emotions that have colours of their own keep them, also where they happen to stand in order.
  const levels = [...named(labels).keys()].some((id) => id.toLowerCase() !== 'neutral')
    ? null
    : levelsOf(labels)
  if (levels) return new Map(labels.map(({ id }, at) => [id, stepColour(levels[at] ?? 0)]))
  return labels.length <= PALETTE.length ? fromPalette(labels) : byPlace(labels)
}
