/**
 * Questions and their answers, kind by kind. Times are seconds from the start of the item; places
 * in texts are Unicode code points, as the server counts them.
 */

export interface Label {
  id: string
  text: string
  key?: string | null
  valence?: number | null
  arousal?: number | null
}

/** When a question is shown: exactly one of `in`, a range, and `answered`. */
export interface ShowWhen {
  /** An earlier question. */
  question: string
  /** One of these labels or words was given. */
  in?: string[]
  min?: number
  max?: number
  answered?: true
}

interface QuestionBase {
  id: string
  text: string
  help?: string
  required?: boolean
  cannot_tell?: boolean
  confidence?: boolean
  show_when?: ShowWhen | null
}

interface WithLabels extends QuestionBase {
  labels: Label[]
  order?: 'fixed' | 'random' | 'recent'
}

export interface ChoiceQuestion extends WithLabels {
  kind: 'choice'
  layout?: 'list' | 'wheel'
}

export interface MultiQuestion extends WithLabels {
  kind: 'multi'
  min?: number
  max?: number | null
  secondary_of?: string | null
}

export interface IntensityQuestion extends WithLabels {
  kind: 'intensity'
  min?: number
  max?: number
  step?: number
  /** One text per step from min to max, drawn as buttons. */
  levels?: string[] | null
}

export interface DistributionQuestion extends WithLabels {
  kind: 'distribution'
}

export type Dimension = 'valence' | 'arousal' | 'dominance'

export interface ScaleQuestion extends QuestionBase {
  kind: 'scale'
  min: number
  max: number
  step?: number
  style?: 'likert' | 'sam' | 'slider'
  dimension?: Dimension | null
  anchors?: string[] | null
  levels?: string[] | null
}

export interface GridAxis {
  id?: string
  text?: string
  min?: number
  max?: number
  step?: number
  anchors?: string[]
}

export interface GridQuestion extends QuestionBase {
  kind: 'grid'
  x?: GridAxis
  y?: GridAxis
  /** Whether the words of the circumplex are drawn. */
  words?: boolean
}

export interface StatementQuestion extends QuestionBase {
  kind: 'statement'
  /** The attribute of the item that holds the statement. */
  field?: string
  labels_text?: string[]
}

export interface PairQuestion extends QuestionBase {
  kind: 'pair'
  no_preference?: boolean
}

export interface RankQuestion extends WithLabels {
  kind: 'rank'
  complete?: boolean
}

export interface TextQuestion extends QuestionBase {
  kind: 'text'
  min_characters?: number
  max_characters?: number
  multiline?: boolean
}

export interface WordsQuestion extends QuestionBase {
  kind: 'words'
  suggestions?: string[]
  min?: number
  max?: number | null
  reasons?: boolean
}

export interface TraceDimension {
  id: string
  text?: string
  min?: number | null
  max?: number | null
  anchors?: string[]
}

export interface TraceQuestion extends QuestionBase {
  kind: 'trace'
  dimensions: TraceDimension[]
  mode?: 'bounded' | 'unbounded'
  countdown_seconds?: number
  rate_hz?: number
  min_rate_hz?: number
  max_gap_seconds?: number
  max_late_seconds?: number
  max_flat_seconds?: number | null
}

export interface TimelineTrack {
  id: string
  text?: string
}

export interface TimelineQuestion extends QuestionBase {
  kind: 'timeline'
  labels: Label[]
  tracks?: TimelineTrack[]
  overlap?: boolean
  min_seconds?: number
}

export interface SpansQuestion extends QuestionBase {
  kind: 'spans'
  labels: Label[]
  scope?: 'item' | 'dialogue'
  min?: number
  max?: number | null
}

export interface RegionsQuestion extends QuestionBase {
  kind: 'regions'
  labels: Label[]
  min?: number
  max?: number | null
}

export interface ReviewField {
  id: string
  text?: string
  kind?: 'text' | 'words' | 'label'
  labels?: Label[]
}

export interface ReviewQuestion extends QuestionBase {
  kind: 'review'
  fields: ReviewField[]
  reject_reason?: boolean
}

export type Question =
  | ChoiceQuestion
  | MultiQuestion
  | IntensityQuestion
  | DistributionQuestion
  | ScaleQuestion
  | GridQuestion
  | StatementQuestion
  | PairQuestion
  | RankQuestion
  | TextQuestion
  | WordsQuestion
  | TraceQuestion
  | TimelineQuestion
  | SpansQuestion
  | RegionsQuestion
  | ReviewQuestion

export type QuestionKind = Question['kind']
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>

export interface Scheme {
  name: string
  title: string
  version?: number
  questions: Question[]
}

export interface Word {
  word: string
  reason?: string
}

export type TraceDevice = 'mouse' | 'touch' | 'wheel' | 'keys' | 'gamepad'

export interface TraceValue {
  /** The length of the item. */
  seconds: number
  /** Strictly increasing. */
  times: number[]
  values: Record<string, number[]>
  device: TraceDevice
}

export interface Interval {
  start: number
  end: number
  label: string
  track?: string
}

export interface TextSpan {
  /** 0 is this item, -1 the turn before it. */
  turn: number
  start: number
  end: number
  label: string
  /** The words quoted. */
  text: string
}

/** A box; its upper left corner and its size are shares of the image. */
export interface Region {
  x: number
  y: number
  width: number
  height: number
  label: string
}

export type ReviewFields = Record<string, string | string[]>
export type Verdict = 'accept' | 'edit' | 'reject'

export interface ReviewValue {
  /** Absent in a draft while the rater has not decided. */
  verdict?: Verdict
  draft: ReviewFields
  fields?: ReviewFields
  reason?: string
}

/** What each kind keeps as its value. */
export interface AnswerValues {
  choice: string
  multi: string[]
  intensity: Record<string, number>
  distribution: Record<string, number>
  scale: number
  grid: Record<string, number>
  statement: string
  pair: string
  rank: string[]
  text: string
  words: Word[]
  trace: TraceValue
  timeline: Interval[]
  spans: TextSpan[]
  regions: Region[]
  review: ReviewValue
}

export type AnswerValue = AnswerValues[QuestionKind]

/** One question's answer. A question that is not answered has no entry at all. */
export interface Answer {
  value?: AnswerValue
  confidence?: number
  cannot_tell?: boolean
}

export type Answers = Record<string, Answer>
