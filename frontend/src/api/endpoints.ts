/** One function per operation of the server. */
import { request, uploadFile, withQuery } from './http'
import type { Query } from './http'
import type {
  Account,
  Agreement,
  Answers,
  DraftRun,
  ItemRow,
  Job,
  JobItem,
  Member,
  ModelCard,
  MyRating,
  Page,
  Peaks,
  PresetSummary,
  ProjectDetail,
  ProjectProgress,
  ProjectSummary,
  QuestionDistribution,
  RecordingRow,
  ReleaseRow,
  Role,
  Session,
  StoredDraft,
  Submission,
  SubmissionReceipt,
  SystemStatus,
  Task,
  Upload,
  WorkCard,
} from './types'

type Rows<Row> = Row[] | Page<Row>

/** Short lists come as they are, long ones in pages; both read as rows here. */
export function rowsOf<Row>(list: Rows<Row>): Row[] {
  return Array.isArray(list) ? list : list.results
}

async function getRows<Row>(path: string, query?: Query): Promise<Row[]> {
  return rowsOf(await request<Rows<Row>>('GET', path, query ? { query } : {}))
}

const project = (slug: string, rest = '') => `/api/projects/${encodeURIComponent(slug)}/${rest}`
const assignment = (id: number, rest = '') => `/api/assignments/${String(id)}/${rest}`
const job = (id: number | string, rest = '') =>
  `/api/jobs/${encodeURIComponent(String(id))}/${rest}`

// Session
export const getSession = () => request<Session>('GET', '/api/session/')
export const signIn = (username: string, password: string) =>
  request<Session>('POST', '/api/session/', { body: { username, password } })
export const signOut = () => request<null>('DELETE', '/api/session/')

// Rating
export const listWork = () => getRows<WorkCard>('/api/work/')
export const nextTask = (slug: string) => request<Task | null>('POST', project(slug, 'next/'))
export const getAssignment = (id: number) => request<Task>('GET', assignment(id))
export const reopenAssignment = (id: number) => request<Task>('POST', assignment(id, 'reopen/'))
export const skipAssignment = (id: number, reason: string) =>
  request<unknown>('POST', assignment(id, 'skip/'), { body: { reason } })
export const submitRating = (id: number, submission: Submission) =>
  request<SubmissionReceipt>('POST', assignment(id, 'ratings/'), { body: submission })
export const saveDraft = (id: number, answers: Answers, seq: number, keepalive = false) =>
  request<Pick<StoredDraft, 'saved_at' | 'seq'>>('PUT', assignment(id, 'draft/'), {
    body: { answers, seq },
    keepalive,
  })
export const listMyRatings = (slug: string) => getRows<MyRating>(project(slug, 'my-ratings/'))
export const getPeaks = (url: string, start: number, end: number, points: number) =>
  request<Peaks>('GET', url, { query: { start, end, points } })

// Projects
export const listPresets = () => getRows<PresetSummary>('/api/presets/')
export const listProjects = () => getRows<ProjectSummary>('/api/projects/')
export const createProject = (body: { slug: string; title: string; preset: string }) =>
  request<ProjectDetail>('POST', '/api/projects/', { body })
export const getProject = (slug: string) => request<ProjectDetail>('GET', project(slug))
export const changeProject = (
  slug: string,
  body: Partial<Pick<ProjectDetail, 'title' | 'description' | 'guidelines' | 'content_warning'>>,
) => request<ProjectDetail>('PATCH', project(slug), { body })
export const getProgress = (slug: string) =>
  request<ProjectProgress>('GET', project(slug, 'progress/'))
export const listItems = (slug: string, query: Query) =>
  request<Page<ItemRow>>('GET', project(slug, 'items/'), { query })
export const listMembers = (slug: string) => getRows<Member>(project(slug, 'members/'))
export const addMember = (slug: string, username: string, role: string) =>
  request<unknown>('POST', project(slug, 'members/'), { body: { username, role } })
export const removeMember = (slug: string, username: string, role: string) =>
  request<unknown>('DELETE', project(slug, 'members/'), { body: { username, role } })

// Results
export const getAgreement = (slug: string, bootstrap: number) =>
  request<Agreement>('GET', project(slug, 'agreement/'), { query: { bootstrap } })
export const getDistributions = (slug: string) =>
  request<{ questions: QuestionDistribution[] }>('GET', project(slug, 'distributions/'))
export const listDrafts = (slug: string) => getRows<DraftRun>(project(slug, 'drafts/'))
export const listReleases = (slug: string) => getRows<ReleaseRow>(project(slug, 'releases/'))
export const makeRelease = (slug: string, tag: string) =>
  request<ReleaseRow>('POST', project(slug, 'releases/'), { body: { tag } })
export const exportUrl = (slug: string, tag: string, format: string, rule: string) =>
  withQuery(project(slug, `releases/${encodeURIComponent(tag)}/export/`), { format, rule })

// Administration
export const uploadMedia = (
  slug: string,
  file: File,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
) => uploadFile<Upload>(project(slug, 'upload/'), file, onProgress, signal)
export const startIngest = (
  slug: string,
  body: { upload_ids: string[]; profile: string; speakers: string },
) => request<Job>('POST', project(slug, 'ingest/'), { body })
export const startAutolabel = (slug: string, card: string) =>
  request<Job>('POST', project(slug, 'autolabel/'), { body: { card } })
export const listJobs = () => getRows<Job>('/api/jobs/')
export const getJob = (id: number | string) => request<Job>('GET', job(id))
export const listJobItems = (id: number | string, query: Query) =>
  request<Page<JobItem>>('GET', job(id, 'items/'), { query })
export const cancelJob = (id: number | string) => request<Job>('POST', job(id, 'cancel/'))
export const retryJob = (id: number | string) =>
  request<Job>('POST', job(id, 'retry/'), { body: {} })
export const listCards = () => getRows<ModelCard>('/api/cards/')
export const listUsers = () => getRows<Account>('/api/users/')
export const createUser = (body: {
  username: string
  name: string
  role: Role
  password: string
}) => request<Account>('POST', '/api/users/', { body })
export const changeUser = (
  id: number,
  body: Partial<{ name: string; role: Role; password: string; is_active: boolean }>,
) => request<Account>('PATCH', `/api/users/${String(id)}/`, { body })
export const listRecordings = (page: number) =>
  request<Page<RecordingRow>>('GET', '/api/recordings/', { query: { page } })
export const getSystem = () => request<SystemStatus>('GET', '/api/system/')
