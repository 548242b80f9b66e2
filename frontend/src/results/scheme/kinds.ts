/** What each kind of question can be set to, as data: the form, the menu and new questions read it. */

export const KINDS = [
  'choice',
  'multi',
  'intensity',
  'distribution',
  'scale',
  'grid',
  'statement',
  'pair',
  'rank',
  'text',
  'words',
  'trace',
  'timeline',
  'spans',
  'regions',
  'review',
] as const

export type Kind = (typeof KINDS)[number]

/** One question as JSON: the server decides what is right, the editor only helps to write it. */
export type Settings = { id: string; kind: string } & Record<string, unknown>

export type SettingType =
  | 'number'
  | 'text'
  | 'flag'
  | 'select'
  | 'question'
  | 'pair'
  | 'list'
  | 'labels'
  | 'axis'
  | 'tracks'
  | 'dimensions'
  | 'fields'

export interface Setting {
  name: string
  type: SettingType
  /** What the server takes where the setting is left out. */
  standard?: unknown
  /** Choices of a select. */
  options?: readonly string[]
  /** An empty field is null: no limit, or none. */
  nullable?: boolean
}

const labels: Setting = { name: 'labels', type: 'labels' }
const order: Setting = {
  name: 'order',
  type: 'select',
  options: ['fixed', 'random'],
  standard: 'fixed',
}
/** Long lists may begin with what the rater used last. */
const recentOrder: Setting = { ...order, options: ['fixed', 'random', 'recent'] }
const number = (name: string, standard?: number): Setting => ({ name, type: 'number', standard })
const limit = (name: string): Setting => ({
  name,
  type: 'number',
  standard: null,
  nullable: true,
})
const flag = (name: string, standard: boolean): Setting => ({ name, type: 'flag', standard })
const levels: Setting = { name: 'levels', type: 'list', standard: null, nullable: true }

export const SETTINGS: Readonly<Record<Kind, readonly Setting[]>> = {
  choice: [
    labels,
    { name: 'layout', type: 'select', options: ['list', 'wheel'], standard: 'list' },
    order,
  ],
  multi: [
    labels,
    number('min', 0),
    limit('max'),
    { name: 'secondary_of', type: 'question', options: ['choice'], standard: null, nullable: true },
    recentOrder,
  ],
  intensity: [labels, number('min', 0), number('max', 100), number('step', 1), levels, recentOrder],
  distribution: [labels, order],
  scale: [
    number('min'),
    number('max'),
    number('step', 1),
    { name: 'style', type: 'select', options: ['likert', 'sam', 'slider'], standard: 'likert' },
    {
      name: 'dimension',
      type: 'select',
      options: ['valence', 'arousal', 'dominance'],
      standard: null,
      nullable: true,
    },
    { name: 'anchors', type: 'pair', standard: ['', ''] },
    levels,
  ],
  grid: [{ name: 'x', type: 'axis' }, { name: 'y', type: 'axis' }, flag('words', true)],
  statement: [
    { name: 'field', type: 'text', standard: 'statement' },
    { name: 'labels_text', type: 'pair', standard: null, nullable: true },
  ],
  pair: [flag('no_preference', true)],
  rank: [labels, flag('complete', true), order],
  text: [number('min_characters', 1), number('max_characters', 2000), flag('multiline', true)],
  words: [
    { name: 'suggestions', type: 'list', standard: [] },
    number('min', 1),
    limit('max'),
    flag('reasons', false),
  ],
  trace: [
    { name: 'dimensions', type: 'dimensions' },
    { name: 'mode', type: 'select', options: ['bounded', 'unbounded'], standard: 'bounded' },
    number('countdown_seconds', 3),
    number('rate_hz', 25),
    number('min_rate_hz', 10),
    number('max_gap_seconds', 1),
    number('max_late_seconds', 1),
    limit('max_flat_seconds'),
  ],
  timeline: [
    labels,
    { name: 'tracks', type: 'tracks', standard: null },
    flag('overlap', false),
    number('min_seconds', 0.01),
  ],
  spans: [
    labels,
    { name: 'scope', type: 'select', options: ['item', 'dialogue'], standard: 'item' },
    number('min', 0),
    limit('max'),
  ],
  regions: [labels, number('min', 0), limit('max')],
  review: [{ name: 'fields', type: 'fields' }, flag('reject_reason', true)],
}

export function isKind(kind: string): kind is Kind {
  return (KINDS as readonly string[]).includes(kind)
}

const FEELINGS = [
  { id: 'joy', text: 'Joy', key: 'j', valence: 0.8, arousal: 0.5 },
  { id: 'anger', text: 'Anger', key: 'a', valence: -0.6, arousal: 0.8 },
  { id: 'sadness', text: 'Sadness', key: 's', valence: -0.8, arousal: -0.4 },
  { id: 'neutral', text: 'Neutral', key: 'n', valence: 0, arousal: 0 },
]
const PARTS = [
  { id: 'cause', text: 'Cause', key: 'c' },
  { id: 'effect', text: 'Effect', key: 'e' },
]
const VALENCE = {
  id: 'valence',
  text: 'Valence',
  min: -1,
  max: 1,
  anchors: ['negative', 'positive'],
}

/** Where a new question of a kind begins: something that works at once and can be changed. */
const STARTS: Readonly<Record<Kind, Readonly<Record<string, unknown>>>> = {
  choice: { labels: FEELINGS },
  multi: { labels: FEELINGS },
  intensity: { labels: FEELINGS, min: 0, max: 100, step: 1 },
  distribution: { labels: FEELINGS },
  scale: { min: 1, max: 7, step: 1, style: 'likert', anchors: ['', ''] },
  grid: {},
  statement: {},
  pair: {},
  rank: { labels: FEELINGS },
  text: {},
  words: {},
  trace: { dimensions: [VALENCE] },
  timeline: { labels: FEELINGS },
  spans: { labels: PARTS },
  regions: { labels: FEELINGS },
  review: { fields: [{ id: 'description', text: 'Description', kind: 'text' }] },
}

/** Names of questions: the kind, and a number where that is taken. */
export function freeId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  let number = 2
  while (taken.includes(`${wanted}_${String(number)}`)) number += 1
  return `${wanted}_${String(number)}`
}

export function newQuestion(kind: Kind, text: string, taken: readonly string[]): Settings {
  return { id: freeId(kind, taken), kind, text, ...structuredClone(STARTS[kind]) }
}

/** Kinds on which a later question can depend, and by what. */
const BY_LABEL = ['choice', 'multi', 'statement', 'pair', 'words']

export function conditionOf(question: Settings): 'labels' | 'range' | 'answered' {
  if (BY_LABEL.includes(question.kind)) return 'labels'
  return question.kind === 'scale' ? 'range' : 'answered'
}

export interface RowOfLabel {
  id: string
  text: string
}

/** What can stand in `show_when.in` for a question; words are free, so any text can. */
export function labelsOf(question: Settings): RowOfLabel[] {
  if (question.kind === 'statement') return ['true', 'false'].map((id) => ({ id, text: id }))
  if (question.kind === 'pair') {
    return ['first', 'second', 'none'].map((id) => ({ id, text: id }))
  }
  if (question.kind === 'words') {
    return texts(question['suggestions']).map((word) => ({ id: word, text: word }))
  }
  return objects(question['labels']).map((label) => ({
    id: asText(label['id']),
    text: asText(label['text']) || asText(label['id']),
  }))
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export type Row = Record<string, unknown>

export function objects(value: unknown): Row[] {
  if (!Array.isArray(value)) return []
  return value.filter((one): one is Row => typeof one === 'object' && one !== null)
}
