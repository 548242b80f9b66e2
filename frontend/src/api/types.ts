/**
 * The shapes that the server and the pages agree on. Times are seconds, shares run from 0 to 1.
 *
 * They are those of the generated schema, except schemes and answers (./schemes): what a question
 * may hold depends on its kind, which the schema leaves open.
 */
import type { Consent } from './recordings'
import type { components, operations } from './schema'
import type { Answer, AnswerValue, Answers, Scheme } from './schemes'

export type * from './schemes'

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

// Rating -------------------------------------------------------------------

export type WorkCard = Sent<'Work'>
/** `turn`: 0 is the item itself, -1 the turn before it, 1 the turn after it. */
export type Turn = Sent<'Turn'>
/** A word, or a few, and when it is said on the clock of the recording. */
export type SpokenWord = Sent<'SpokenWord'>
/** What there is to hear and see; only what the arm of the project lets this rater have. */
export type TaskMedia = Sent<'TaskMedia'>
export type SubmissionReceipt = Omit<Sent<'RatingReceipt'>, 'next'> & { next: Task | null }
export type Peaks = Sent<'Peaks'>
export type RecordedTurn = Sent<'RecordedTurn'>
/** The turns of a recording as a project has them. */
export type Turns = Sent<'Turns'>
/** What a correction of turns did, or would do. */
export type Correction = Sent<'Correction'>
export type Sensors = Sent<'Sensors'>
export type SensorChannel = Sent<'SensorChannel'>

export interface StoredDraft {
  answers: Answers
  seq: number
  /** Answers that the questions no longer take since the project changed them. */
  set_aside?: Answers
  saved_at?: string
}

/** How one assignment is shown, drawn once from a seed and kept with it. */
export interface Presentation {
  seed: number
  arm: string | null
  /** The clips from the left to the right; null shows them in their own order. */
  sides: ('first' | 'second')[] | null
  /** Label ids in the order of the page, for questions whose order is drawn. */
  options: Record<string, string[]>
  assistance: 'blind' | 'after' | 'upfront' | null
  role: 'normal' | 'training' | 'quiz'
}

/** What a model said about the item, where the project shows it. */
export interface ModelDraft {
  model: string
  values: Record<string, AnswerValue | Record<string, string | string[]>>
}

type Overridden = 'scheme' | 'draft' | 'presentation' | 'model_draft'

export type Task = Omit<Sent<'Task'>, Overridden> & {
  scheme: Scheme
  draft: StoredDraft | null
  presentation?: Presentation | null
  model_draft?: ModelDraft | null
}

export interface Submission {
  client_key: string
  answers: Answers
  elapsed_ms: number
  plays: number
  /** The questions that the page showed; left out by an older page whose answer still waits here. */
  scheme_version?: number | undefined
}

export type MyRating = Omit<Sent<'MyRating'>, 'answers'> & { answers: Answers }
/** `schemes`: the questions of each version that is answered here. */
export type MyRatings = Omit<Sent<'MyRatings'>, 'ratings' | 'schemes'> & {
  ratings: MyRating[]
  schemes: Record<string, Scheme>
}
export type OwnWork = Sent<'OwnWork'>
export type Feedback = Sent<'Feedback'>
export type QuizResult = Sent<'QuizResult'>
export type Finish = Sent<'Finish'>
export type JoinInfo = Sent<'JoinInfo'>
export type Participation = Sent<'Participation'>
export type Adjudicated = Sent<'Adjudicated'>

// Projects and results -----------------------------------------------------

export type PresetSummary = Omit<Sent<'Preset'>, 'scheme'> & { scheme: Scheme }
export type Taxonomy = Sent<'Taxonomy'>

export type SchemeChange = Sent<'SchemeChange'>
export type SchemeRead = Sent<'SchemeRead'>
export type SchemeVersion = Sent<'SchemeVersion'>

/** One thing that is wrong with a scheme; an empty question means the whole. */
export interface SchemeProblem {
  question: string
  message: string
}

export type ProjectSummary = Sent<'ProjectRow'>
export type Recruited = Sent<'Recruited'>
export type Member = Sent<'Member'>
export type ProjectDetail = Omit<Sent<'Project'>, 'scheme' | 'policy'> & {
  scheme: Scheme
  policy: { raters_per_item?: number } & Record<string, unknown>
}
export type ProjectState = ProjectDetail['state']
export type ProjectChanges = components['schemas']['PatchedProjectUpdateRequest']
export type ProjectProgress = Sent<'Progress'>
export type ItemRow = Sent<'Item'>
export type ItemFacets = Sent<'ItemFacets'>
export type ItemShown = Omit<Sent<'ItemShown'>, 'scheme'> & { scheme: Scheme }
export type Agreement = Sent<'Agreement'>
/** What is drawn again for an interval. */
export type Over = NonNullable<
  NonNullable<operations['project_agreement']['parameters']['query']>['over']
>
export type QuestionAgreement = Sent<'QuestionAgreement'>
/** A number with its interval, or the reason why there is none. */
export type Figure = Sent<'Figure'>
/** Of one rater beside the others; some figures are of labels, others of numbers. */
export type RaterCompared = components['schemas']['RaterCompared']
export type RatersCompared = Omit<Sent<'RatersCompared'>, 'raters'> & {
  raters: RaterCompared[] | null
}
export type LabelPairs = Sent<'LabelPairs'>
export type GroupsCompared = Sent<'GroupsCompared'>
export type RatersRepeated = Sent<'RatersRepeated'>
export type DisagreementQuery = NonNullable<operations['disagreement_list']['parameters']['query']>
export type DividedItem = Omit<Sent<'DividedItem'>, 'answers'> & { answers: GivenToItem[] }
export type GivenToItem = Omit<Sent<'Given'>, 'answer'> & { answer: Answer }
export type Disagreement = Omit<Sent<'Disagreement'>, 'results'> & { results: DividedItem[] }
export type AskedFor = Sent<'AskedFor'>
export type ModelBeside = Sent<'ModelBeside'>
export type ModelComparison = Sent<'ModelComparison'>
export type QuestionDistribution = components['schemas']['QuestionDistribution']
export type TraceOverlay = Sent<'TraceOverlay'>
/** What raters marked in one item. */
export type MarksOfItem = Sent<'MarksOfItem'>
export type DraftRun = Sent<'DraftSummary'>
export type ReleaseRow = Sent<'Release'>

// What a project decides ---------------------------------------------------

/** Right answers to one question: one of these values, or a number in a range. */
export interface Accepted {
  any_of?: AnswerValue[]
  min?: number | null
  max?: number | null
}
export type Expected = Record<string, Accepted>
export type KnownItem = Omit<Sent<'KnownItem'>, 'expected'> & { expected: Expected }
export type KnownItemRow = Omit<Sent<'KnownItemRow'>, 'expected'> & { expected: Expected }
export type KnownRole = Exclude<KnownItem['role'], 'normal'>
export type Quality = Sent<'Quality'>
export type RaterQuality = Sent<'RaterQuality'>
export type RaterGrant = components['schemas']['RaterGrantRequest']
export type Anchoring = Sent<'Anchoring'>
export type AdjudicationQueue = Sent<'Queue'>
export type QueueItem = Sent<'QueueItem'>
export type GivenAnswer = Omit<Sent<'GivenAnswer'>, 'answers'> & { answers: Answers }
export type RatersAnswer = Omit<Sent<'RatersAnswer'>, 'answers' | 'earlier'> &
  GivenAnswer & { earlier: GivenAnswer[] }
export type Decision = Omit<Sent<'Decision'>, 'answers'> & { answers: Answers }
export type Beside = Omit<Sent<'Beside'>, 'answers' | 'decisions' | 'scheme'> & {
  scheme: Scheme
  answers: RatersAnswer[]
  decisions: Decision[]
}
export type RecruitLink = Sent<'Link'>
export type NewLink = components['schemas']['LinkCreateRequest']
export type LinkChanges = components['schemas']['PatchedLinkChangeRequest']
export type Participant = Sent<'Participant'>

// Administration -----------------------------------------------------------

export type Job = Sent<'Job'>
export type JobItem = Sent<'JobItem'>
export type ModelCard = Sent<'Card'>
export type Account = Sent<'User'>
export type RecordingRow = Omit<Sent<'Recording'>, 'consent'> & { consent: Consent }
export type SystemStatus = Sent<'System'>
export type Upload = Sent<'UploadReceipt'>
