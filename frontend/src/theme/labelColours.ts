/**
 * One colour per emotion, the same on every page and plot.
 *
 * Emotions that have a place in the Okabe-Ito palette by name keep it in every scheme. Up to eight
 * labels share that palette; beyond eight, the hue of the others follows valence and their lightness
 * follows arousal. The word always stands beside the colour.
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
  positive: OKABE_ITO.yellow,
  sadness: OKABE_ITO.blue,
  sad: OKABE_ITO.blue,
  negative: OKABE_ITO.blue,
  fear: OKABE_ITO.purple,
  disgust: OKABE_ITO.green,
  surprise: OKABE_ITO.sky,
  contempt: OKABE_ITO.orange,
  neutral: OKABE_ITO.grey,
}

const PALETTE: readonly string[] = Object.values(OKABE_ITO)

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

export function labelColours(labels: readonly Label[]): Map<string, string> {
  return labels.length <= PALETTE.length ? fromPalette(labels) : byPlace(labels)
}
