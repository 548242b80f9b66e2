import { expect, test } from 'vitest'

import type { PresetSummary } from '../../api/types'
import { presetGroups } from './presetGroups'

function preset(name: string, changes: Partial<PresetSummary> = {}): PresetSummary {
  return {
    name,
    title: `The title of ${name}`,
    summary: 'Says what is given.',
    paper: 'Somebody (2020), A Paper',
    notes: [],
    modality: 'speech',
    media: ['audio'],
    unit: 'one turn',
    raters_per_item: 3,
    order: 'random',
    profile: 'turns',
    scheme: { name, title: name, version: 1, questions: [] },
    ...changes,
  }
}

const faces = preset('faces', {
  modality: 'image',
  media: ['image'],
  scheme: {
    name: 'faces',
    title: 'faces',
    version: 1,
    questions: [
      {
        id: 'emotion',
        kind: 'choice',
        text: 'What does the face show?',
        labels: [
          { id: 'joy', text: 'Joy' },
          { id: 'ennui', text: 'Ennuyé' },
        ],
      },
    ],
  },
})
const talks = preset('talks')
const letters = preset('letters', { modality: 'text', media: ['text'] })
const all = [letters, faces, talks]

const names = (search: string) =>
  presetGroups(all, search).map((group) => [group.modality, group.presets.map((p) => p.name)])

test('groups come in a fixed order and empty ones are left out', () => {
  expect(names('')).toEqual([
    ['speech', ['talks']],
    ['image', ['faces']],
    ['text', ['letters']],
  ])
})

test('presets are found by name, paper, medium, kind of question and label, in any order of words', () => {
  expect(names('TALKS')).toEqual([['speech', ['talks']]])
  expect(names('somebody 2020 pict')).toEqual([['image', ['faces']]])
  expect(names('choice joy')).toEqual([['image', ['faces']]])
  expect(names('ennuye')).toEqual([['image', ['faces']]])
})

test('a word that no preset has finds nothing', () => {
  expect(names('joy elephants')).toEqual([])
  expect(names('alks')).toEqual([])
})
