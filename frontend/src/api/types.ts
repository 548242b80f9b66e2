/** The shapes that the server and the pages agree on. Times are seconds, shares run from 0 to 1. */

export type Role = 'admin' | 'researcher' | 'annotator'

export interface User {
  id: number
  username: string
  name: string
  role: Role
}

export interface Session {
  user: User | null
  version: string
}

export interface Page<Row> {
  count: number
  next: string | null
  previous: string | null
  results: Row[]
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

export type ProjectState = string

export interface WorkCard {
  slug: string
  title: string
  description: string
  content_warning: string
  state: ProjectState
  remaining: number
  submitted: number
  total: number
  seconds_per_item: number | null
  has_draft: boolean
}

export interface Turn {
  speaker: string | null
  transcript: string | null
  start_seconds: number
  end_seconds: number
}

export interface TaskMedia {
  url: string
  peaks_url: string
  duration_seconds: number
  start_seconds: number
  end_seconds: number
}

export interface StoredDraft {
  answers: Answers
  seq: number
  saved_at?: string
}

export interface Task {
  assignment_id: number
  lease_until: string
  project: {
    slug: string
    title: string
    guidelines: string
    content_warning: string
    seconds_per_item: number | null
  }
  scheme: Scheme
  item: string
  progress: { submitted: number; total: number }
  media: TaskMedia | null
  transcript: string | null
  speaker: string | null
  context: { before: Turn[]; after: Turn[] }
  draft: StoredDraft | null
  previous_assignment_id: number | null
}

export interface Submission {
  client_key: string
  answers: Answers
  elapsed_ms: number
  plays: number
}

export interface SubmissionReceipt {
  rating_id: number
  revision: number
  submitted_at: string
}

export interface MyRating {
  assignment_id: number
  item: string
  submitted_at: string
  revision: number
  answers: Answers
}

export interface Peaks {
  rate_hz: number
  min: number[]
  max: number[]
}

// Projects and results -----------------------------------------------------

export interface PresetSummary {
  name: string
  title: string
  summary: string
  unit: string
  raters_per_item: number
  questions: Question[]
}

export interface ProjectSummary {
  slug: string
  title: string
  state: ProjectState
  preset: string
  items: number
  ratings: number
  raters: number
  wanted: number
  complete: number
}

export interface Member {
  id?: number
  username: string
  name?: string
  role: string
}

export interface ProjectDetail {
  slug: string
  title: string
  description: string
  guidelines: string
  content_warning: string
  state: ProjectState
  preset: string
  policy: { raters_per_item?: number; order?: string } & Record<string, unknown>
  scheme: Scheme
  created_at: string
  counts: { items: number; complete: number; ratings: number; wanted: number; skipped: number }
  members: Member[]
}

export interface RaterProgress {
  rater: string | number
  username: string
  submitted: number
  seconds_per_item: number | null
  last_at: string | null
}

export interface ProjectProgress {
  items: Record<string, number>
  per_rater: RaterProgress[]
  per_day: { day: string; ratings: number }[]
}

export interface ItemRow {
  key: string
  position: number
  recording: number | string | null
  speaker: string | null
  start_seconds: number
  end_seconds: number
  transcript: string | null
  ratings: number
  wanted: number
  flags: string[]
  gates: Record<string, unknown>
  segment_id: number | null
  labels: Record<string, Record<string, number>> | null
  entropy: number | null
}

export interface Statistic {
  stat: string
  level: string
  value: number | null
  reason: string | null
  low: number | null
  high: number | null
  units: number
  raters: number
  ratings: number
  single_rated_units: number
}

export interface LabelStatistic {
  label: string
  value: number | null
  reason: string | null
  low: number | null
  high: number | null
}

export interface QuestionAgreement {
  id: string
  kind: Question['kind']
  text: string
  statistics: Statistic[]
  per_label: LabelStatistic[]
}

export interface Agreement {
  computed_at: string
  input_hash: string
  questions: QuestionAgreement[]
}

export interface QuestionDistribution {
  id: string
  kind: Question['kind']
  text: string
  n_ratings: number
  n_items: number
  cannot_tell: number
  labels?: { id: string; text: string; count: number; share: number | null }[]
  histogram?: { value: number; count: number }[]
  entropy?: { from: number; to: number; count: number }[]
}

export interface DraftRun {
  card: string
  title: string
  baseline: boolean
  quality: string
  licence: string
  covered: number
  total: number
  outputs: Record<string, unknown>
}

export interface ReleaseRow {
  tag: string
  created_at: string
  created_by: string | null
  items: number
  ratings: number
  raters: number
  manifest_sha256: string
  bytes: number
}

// Administration -----------------------------------------------------------

export type JobState = 'pending' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Job {
  id: number | string
  kind: string
  label: string
  project: string | null
  state: JobState
  total: number
  done: number
  failed: number
  skipped: number
  progress: number
  message: string
  created_at: string
  started_at: string | null
  finished_at: string | null
  created_by: string | null
  cancel_requested: boolean
}

export interface JobItem {
  key: string
  name: string
  state: string
  stage: string
  progress: number
  attempts: number
  error: string
  result: unknown
}

export interface ModelCard {
  id: string
  title: string
  kind: string
  hash: string
  modality: string
  baseline: boolean
  licence: string
  quality: string
  data: string
  output: unknown
}

export interface Account extends User {
  is_active?: boolean
}

export interface RecordingRow {
  id: number
  name: string
  bytes: number
  duration_seconds: number
  rate_hz: number
  channels: number
  codec: string
  segments: number
  created_at: string
}

export interface SystemStatus {
  version: string
  database: unknown
  broker: unknown
  storage: unknown
  workers: { name: string; queue: string; seen_at: string }[]
  disk: Record<string, unknown>
}

export interface Upload {
  upload_id: string
  name: string
  bytes: number
}
