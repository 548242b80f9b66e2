/**
 * The shapes that the server and the pages agree on. Times are seconds, shares run from 0 to 1.
 *
 * They are those of the generated schema, except schemes and answers: what a question may hold
 * depends on its kind, which the schema leaves open.
 */
import type { components } from './schema'

/** As the server sends it: the schema calls fields optional that only a request may leave out. */
type Sent<Name extends keyof components['schemas']> = Required<components['schemas'][Name]>

export interface Page<Row> {
  count: number
  next?: string | null
  previous?: string | null
  results: Row[]
}

export type User = Sent<'SessionUser'>
export type Role = User['role']

export interface Session {
  user: User | null
  version: string
}

// Schemes and answers ------------------------------------------------------

export interface Label {
  id: string
  text: string
  key?: string | null
  valence?: number | null
  arousal?: number | null
}

interface QuestionBase {
  id: string
  text: string
  help?: string
  required?: boolean
  cannot_tell?: boolean
  confidence?: boolean
}

export interface ChoiceQuestion extends QuestionBase {
  kind: 'choice'
  labels: Label[]
}

export interface MultiQuestion extends QuestionBase {
  kind: 'multi'
  labels: Label[]
  min?: number
  max?: number | null
  secondary_of?: string | null
}

export interface IntensityQuestion extends QuestionBase {
  kind: 'intensity'
  labels: Label[]
  min?: number
  max?: number
  step?: number
}

export interface DistributionQuestion extends QuestionBase {
  kind: 'distribution'
  labels: Label[]
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
}

export type Question =
  ChoiceQuestion | MultiQuestion | IntensityQuestion | DistributionQuestion | ScaleQuestion

export type LabelledQuestion = Exclude<Question, ScaleQuestion>

export interface Scheme {
  name: string
  title: string
  version?: number
  questions: Question[]
}

export type AnswerValue = string | string[] | number | Record<string, number>

/** One question's answer. A question that is not answered has no entry at all. */
export interface Answer {
  value?: AnswerValue
  confidence?: number
  cannot_tell?: boolean
}

export type Answers = Record<string, Answer>

// Rating -------------------------------------------------------------------

export type WorkCard = Sent<'Work'>
export type Turn = Sent<'Turn'>
export type TaskMedia = Sent<'TaskMedia'>
export type SubmissionReceipt = Sent<'RatingReceipt'>
export type Peaks = Sent<'Peaks'>

export interface StoredDraft {
  answers: Answers
  seq: number
  saved_at?: string
}

export type Task = Omit<Sent<'Task'>, 'scheme' | 'draft'> & {
  scheme: Scheme
  draft: StoredDraft | null
}

export interface Submission {
  client_key: string
  answers: Answers
  elapsed_ms: number
  plays: number
}

export type MyRating = Omit<Sent<'MyRating'>, 'answers'> & { answers: Answers }

// Projects and results -----------------------------------------------------

export type PresetSummary = Omit<Sent<'Preset'>, 'scheme'> & { scheme: Scheme }
export type ProjectSummary = Sent<'ProjectRow'>
export type Member = Sent<'Member'>
export type ProjectDetail = Omit<Sent<'Project'>, 'scheme' | 'policy'> & {
  scheme: Scheme
  policy: { raters_per_item?: number } & Record<string, unknown>
}
export type ProjectState = ProjectDetail['state']
export type ProjectChanges = components['schemas']['PatchedProjectUpdateRequest']
export type ProjectProgress = Sent<'Progress'>
export type ItemRow = Sent<'Item'>
export type Agreement = Sent<'Agreement'>
export type QuestionAgreement = Sent<'QuestionAgreement'>
export type QuestionDistribution = components['schemas']['QuestionDistribution']
export type DraftRun = Sent<'DraftSummary'>
export type ReleaseRow = Sent<'Release'>

// Administration -----------------------------------------------------------

export type Job = Sent<'Job'>
export type JobItem = Sent<'JobItem'>
export type ModelCard = Sent<'Card'>
export type Account = Sent<'User'>
export type RecordingRow = Sent<'Recording'>
export type SystemStatus = Sent<'System'>
export type Upload = Sent<'UploadReceipt'>
