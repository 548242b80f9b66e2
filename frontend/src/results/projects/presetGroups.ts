import type { PresetSummary } from '../../api/types'
import { m } from '../../i18n'

export type Modality = PresetSummary['modality']

const ORDER = [
  'speech',
  'dialogue',
  'video',
  'image',
  'text',
  'comparison',
  'signals',
] as const satisfies readonly Modality[]

export interface PresetGroup {
  modality: Modality
  presets: PresetSummary[]
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Everything that a preset can be found by: its names, its paper, its media, its questions and their labels. */
function wordsIn(preset: PresetSummary): string[] {
  const questions = preset.scheme.questions.flatMap((question) => [
    question.kind,
    question.text,
    ...('labels' in question ? question.labels.map((label) => label.text) : []),
  ])
  const facts = [preset.name, preset.title, preset.summary, preset.paper, preset.unit]
  const media = preset.media.map((kind) => m.newProject.media[kind])
  return wordsOf([...facts, m.newProject.groups[preset.modality], ...media, ...questions].join(' '))
}

/** Presets that have a word beginning with each word of the search, by what they are made for. */
export function presetGroups(presets: readonly PresetSummary[], search: string): PresetGroup[] {
  const wanted = wordsOf(search)
  const found = presets.filter((preset) => {
    const words = wordsIn(preset)
    return wanted.every((start) => words.some((word) => word.startsWith(start)))
  })
  return ORDER.map((modality) => ({
    modality,
    presets: found.filter((preset) => preset.modality === modality),
  })).filter((group) => group.presets.length > 0)
}
