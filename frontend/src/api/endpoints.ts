/**
 * One function per operation of the server. Addresses, parameters and bodies are checked against
 * the generated schema; `as` only says what the schema leaves open (see `types.ts`).
 */
import { ApiError, client, unwrap, uploadFile } from './http'
import type { paths } from './schema'
import type {
  Account,
  Agreement,
  Answers,
  DraftRun,
  ItemFacets,
  ItemRow,
  ItemShown,
  Job,
  JobItem,
  MarksOfItem,
  Over,
  Member,
  ModelCard,
  Adjudicated,
  JoinInfo,
  MyRatings,
  OwnWork,
  Participation,
  Page,
  Peaks,
  PresetSummary,
  ProjectChanges,
  ProjectDetail,
  ProjectProgress,
  ProjectSummary,
  QuestionDistribution,
  RecordingRow,
  ReleaseRow,
  Role,
  SchemeChange,
  SchemeProblem,
  SchemeRead,
  Sensors,
  Session,
  StoredDraft,
  Submission,
  SubmissionReceipt,
  SystemStatus,
  Taxonomy,
  Task,
  TaskMedia,
  TraceOverlay,
  Upload,
  WorkCard,
} from './types'

const read = <Result>(call: Promise<{ data?: unknown; error?: unknown; response: Response }>) =>
  unwrap(call) as Promise<Result>

const at = (slug: string) => ({ path: { slug } })
const held = (assignment_id: number) => ({ path: { assignment_id } })
const ofJob = (job_id: string) => ({ path: { job_id } })

// Session
export const getSession = () => read<Session>(client.GET('/api/session/'))
export const signIn = (username: string, password: string) =>
  read<Session>(client.POST('/api/session/', { body: { username, password } }))
export const signOut = () => read<null>(client.DELETE('/api/session/'))

// Rating
export const listWork = () => read<WorkCard[]>(client.GET('/api/work/'))
export const nextTask = (slug: string) =>
  read<Task | null>(client.POST('/api/projects/{slug}/next/', { params: at(slug) }))
/** A guess at the media of the item after the one in hand. */
export const getUpcoming = (slug: string, signal: AbortSignal) =>
  read<{ media: TaskMedia[] }>(
    client.GET('/api/projects/{slug}/upcoming/', { params: at(slug), signal }),
  )
export const readAssignment = (id: number) =>
  read<Task>(client.GET('/api/assignments/{assignment_id}/', { params: held(id) }))
export const reopenAssignment = (id: number) =>
  read<Task>(client.POST('/api/assignments/{assignment_id}/reopen/', { params: held(id) }))
export const skipAssignment = (id: number, reason: string) =>
  read<null>(
    client.POST('/api/assignments/{assignment_id}/skip/', { params: held(id), body: { reason } }),
  )
/** The receipt brings the next item along where there is one. */
export const submitRating = (id: number, body: Submission) =>
  read<SubmissionReceipt>(
    client.POST('/api/assignments/{assignment_id}/ratings/', {
      params: held(id),
      body: { ...body, answers: { ...body.answers }, with_next: true },
    }),
  )
export const saveDraft = (
  id: number,
  answers: Answers,
  seq: number,
  scheme_version: number | undefined,
) =>
  read<StoredDraft>(
    client.PUT('/api/assignments/{assignment_id}/draft/', {
      params: held(id),
      body: { answers: { ...answers }, seq, scheme_version },
    }),
  )
export const listMyRatings = (slug: string, page: number) =>
  read<MyRatings>(
    client.GET('/api/projects/{slug}/my-ratings/', {
      params: { ...at(slug), query: { page } },
    }),
  )
export const getOwnWork = (slug: string) =>
  read<OwnWork>(client.GET('/api/projects/{slug}/my-work/', { params: at(slug) }))
/** `peaks_url` comes with the task; the recording's number is in it. */
export const getPeaks = (peaksUrl: string, start: number, end: number, points: number) => {
  const recording_id = Number(/\d+/.exec(peaksUrl)?.[0])
  return read<Peaks>(
    client.GET('/api/recordings/{recording_id}/peaks/', {
      params: { path: { recording_id }, query: { start, end, points } },
    }),
  )
}
/** What to draw of a sensor table: `channels` are places, with commas. */
export interface SensorsQuery {
  start: number
  end: number
  points: number
  channels: string
}
/** `sensors_url` comes with the task, as `peaks_url` does. */
export const getSensors = (sensorsUrl: string, query: SensorsQuery) => {
  const recording_id = Number(/\d+/.exec(sensorsUrl)?.[0])
  return read<Sensors>(
    client.GET('/api/recordings/{recording_id}/sensors/', {
      params: { path: { recording_id }, query },
    }),
  )
}

export const listAdjudicated = () => read<Adjudicated[]>(client.GET('/api/work/adjudication/'))
export const setMyLanguages = (slug: string, languages: string[]) =>
  read<null>(
    client.PUT('/api/projects/{slug}/languages/', { params: at(slug), body: { languages } }),
  )
export const acceptContentWarning = (slug: string) =>
  read<null>(client.POST('/api/projects/{slug}/accept/', { params: at(slug) }))

// Recruiting, for who comes by a link
const by = (token: string) => ({ path: { token } })
export const readJoin = (token: string, id: string) =>
  read<JoinInfo>(
    client.GET('/api/join/{token}/', { params: { ...by(token), query: { external_id: id } } }),
  )
export const join = (
  token: string,
  body: { external_id: string; parameters: Record<string, string>; consent: boolean },
) => read<Participation>(client.POST('/api/join/{token}/', { params: by(token), body }))
export const returnParticipation = (token: string) =>
  read<Participation>(client.POST('/api/join/{token}/return/', { params: by(token) }))

// Projects
export const listPresets = () => read<PresetSummary[]>(client.GET('/api/presets/'))
export const listTaxonomies = () => read<Taxonomy[]>(client.GET('/api/taxonomies/'))
export const listProjects = () => read<ProjectSummary[]>(client.GET('/api/projects/'))
type NewProject = NonNullable<
  paths['/api/projects/']['post']['requestBody']
>['content']['application/json']
export const createProject = (body: { slug: string; title: string; preset: string }) =>
  // Which presets there are, the server knows better than the schema that was current at build time.
  read<ProjectDetail>(client.POST('/api/projects/', { body: body as NewProject }))
export const getProject = (slug: string) =>
  read<ProjectDetail>(client.GET('/api/projects/{slug}/', { params: at(slug) }))
export const changeProject = (slug: string, body: ProjectChanges) =>
  read<ProjectDetail>(client.PATCH('/api/projects/{slug}/', { params: at(slug), body }))
export const saveScheme = (slug: string, scheme: object, dry_run: boolean) =>
  read<SchemeChange>(
    client.POST('/api/projects/{slug}/scheme/', {
      params: at(slug),
      body: { scheme: { ...scheme }, dry_run },
    }),
  )
export async function schemeProblems(slug: string, body: object): Promise<SchemeProblem[]> {
  try {
    await saveScheme(slug, body, true)
    return []
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 400) throw error
    const { problems } = error.extra as { problems?: SchemeProblem[] }
    return problems ?? [{ question: '', message: error.message }]
  }
}
export const getScheme = (slug: string) =>
  read<SchemeRead>(client.GET('/api/projects/{slug}/scheme/', { params: at(slug) }))
export const getProgress = (slug: string) =>
  read<ProjectProgress>(client.GET('/api/projects/{slug}/progress/', { params: at(slug) }))

export type ItemsQuery = NonNullable<
  paths['/api/projects/{slug}/items/']['get']['parameters']['query']
>
export const listItems = (slug: string, query: ItemsQuery) =>
  read<Page<ItemRow>>(client.GET('/api/projects/{slug}/items/', { params: { ...at(slug), query } }))
export const getItemFacets = (slug: string) =>
  read<ItemFacets>(client.GET('/api/projects/{slug}/items/facets/', { params: at(slug) }))
export const getItemShown = (slug: string, item_id: number) =>
  read<ItemShown>(
    client.GET('/api/projects/{slug}/items/{item_id}/shown/', {
      params: { path: { slug, item_id } },
    }),
  )
export const listMembers = (slug: string) =>
  read<Member[]>(client.GET('/api/projects/{slug}/members/', { params: at(slug) }))
export const addMember = (slug: string, username: string, role: Member['role']) =>
  read<Member[]>(
    client.POST('/api/projects/{slug}/members/', { params: at(slug), body: { username, role } }),
  )
export const removeMember = (slug: string, username: string, role: Member['role']) =>
  read<Member[]>(
    client.DELETE('/api/projects/{slug}/members/', {
      params: { ...at(slug), query: { username, role } },
    }),
  )

// Results
export const getAgreement = (slug: string, bootstrap: number, over: Over) =>
  read<Agreement>(
    client.GET('/api/projects/{slug}/agreement/', {
      params: { ...at(slug), query: { bootstrap, over } },
    }),
  )
export const getDistributions = (slug: string) =>
  read<{ questions: QuestionDistribution[] }>(
    client.GET('/api/projects/{slug}/distributions/', { params: at(slug) }),
  )
export const getTraceOverlay = (
  slug: string,
  item_id: number,
  question_id: string,
  rule: TraceOverlay['rule'],
) =>
  read<TraceOverlay>(
    client.GET('/api/projects/{slug}/items/{item_id}/traces/{question_id}/', {
      params: { path: { slug, item_id, question_id }, query: { rule } },
    }),
  )
export const getMarks = (slug: string, item_id: number, question_id: string) =>
  read<MarksOfItem>(
    client.GET('/api/projects/{slug}/items/{item_id}/marks/{question_id}/', {
      params: { path: { slug, item_id, question_id } },
    }),
  )
export const listDrafts = (slug: string) =>
  read<DraftRun[]>(client.GET('/api/projects/{slug}/drafts/', { params: at(slug) }))
export const listReleases = (slug: string) =>
  read<ReleaseRow[]>(client.GET('/api/projects/{slug}/releases/', { params: at(slug) }))
// Administration
export const uploadMedia = (
  slug: string,
  file: File,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
) =>
  uploadFile<Upload>(`/api/projects/${encodeURIComponent(slug)}/upload/`, file, onProgress, signal)
export type Profile = 'turns' | 'whole'
export type SpeakerMode = 'embedded' | 'none'
export const startIngest = (
  slug: string,
  body: { upload_ids: string[]; profile: Profile; speakers: SpeakerMode },
) => read<Job>(client.POST('/api/projects/{slug}/ingest/', { params: at(slug), body }))
export const startAutolabel = (slug: string, card: string) =>
  read<Job>(client.POST('/api/projects/{slug}/autolabel/', { params: at(slug), body: { card } }))
export const listJobs = (page: number) =>
  read<Page<Job>>(client.GET('/api/jobs/', { params: { query: { page } } }))
export const getJob = (id: string) =>
  read<Job>(client.GET('/api/jobs/{job_id}/', { params: ofJob(id) }))
export type JobItemsQuery = NonNullable<
  paths['/api/jobs/{job_id}/items/']['get']['parameters']['query']
>
export const listJobItems = (id: string, query: JobItemsQuery) =>
  read<Page<JobItem>>(client.GET('/api/jobs/{job_id}/items/', { params: { ...ofJob(id), query } }))
export const cancelJob = (id: string) =>
  read<Job>(client.POST('/api/jobs/{job_id}/cancel/', { params: ofJob(id) }))
export const retryJob = (id: string) =>
  read<Job>(client.POST('/api/jobs/{job_id}/retry/', { params: ofJob(id) }))
export const listCards = () => read<ModelCard[]>(client.GET('/api/cards/'))
export const listUsers = (page: number) =>
  read<Page<Account>>(client.GET('/api/users/', { params: { query: { page } } }))
export const createUser = (body: {
  username: string
  name: string
  role: Role
  password: string
}) => read<Account>(client.POST('/api/users/', { body }))
export const changeUser = (
  user_id: number,
  body: Partial<{ name: string; role: Role; password: string; is_active: boolean }>,
) => read<Account>(client.PATCH('/api/users/{user_id}/', { params: { path: { user_id } }, body }))
export const listRecordings = (page: number) =>
  read<Page<RecordingRow>>(client.GET('/api/recordings/', { params: { query: { page } } }))
export const getSystem = () => read<SystemStatus>(client.GET('/api/system/'))
