/** A server in memory that answers `fetch` as the real one does: enough for one rater's day. */
import { vi } from 'vitest'

import type {
  Answers,
  JoinInfo,
  MyRatings,
  OwnWork,
  Scheme,
  StoredDraft,
  Submission,
  SubmissionReceipt,
  Task,
  User,
  WorkCard,
} from '../api/types'

export const scheme: Scheme = {
  name: 'soft-turns',
  title: 'Soft turns',
  version: 1,
  questions: [
    {
      id: 'emotion',
      kind: 'distribution',
      text: 'How does the speaker feel?',
      cannot_tell: true,
      confidence: true,
      labels: [
        { id: 'anger', text: 'Anger', key: 'a' },
        { id: 'sadness', text: 'Sadness', key: 's' },
        { id: 'neutral', text: 'Neutral', key: 'n' },
      ],
    },
    {
      id: 'arousal',
      kind: 'scale',
      text: 'How activated?',
      min: 1,
      max: 5,
      style: 'sam',
      dimension: 'arousal',
    },
  ],
}

export interface FakeServer {
  drafts: Map<number, StoredDraft>
  ratings: { assignment: number; body: Submission; revision: number }[]
  skips: { assignment: number; reason: string }[]
  /** Requests fail as they do without a network. */
  offline: boolean
  /** Everything is refused until somebody signs in. */
  signedOut: boolean
  /** The next submission is stored, but its answer is lost on the way back. */
  loseNextReceipt: boolean
  /** What a request waits for before it is answered, as on a slow network. */
  before: ((path: string) => Promise<void>) | null
  /** Status and message of the next submission. */
  refuseNext: string | null
  total: number
  /** The next request for an item is refused with this as its extra. */
  blockNext: Record<string, unknown> | null
  /** What a submission is told beside its receipt. */
  judgement: Partial<SubmissionReceipt>
  /** The projects of the person, and what there is behind a recruiting link. */
  work: Partial<WorkCard>[]
  link: JoinInfo | null
  joins: unknown[]
  /** Who is signed in. */
  user: User
  /** How the person's work goes, as `my-work` gives it. */
  ownWork: OwnWork | 'fails' | null
  /** Answers of the person, as `my-ratings` gives them. */
  mine: MyRatings | null
  /** What is asked, and what there is to ask about beside the usual. */
  scheme: Scheme
  item: Partial<Task>
}

function taskFor(server: FakeServer, index: number): Task {
  const id = 100 + index
  return {
    assignment_id: id,
    state: 'leased',
    lease_until: '2030-01-01T00:00:00Z',
    project: {
      slug: 'kitchen',
      title: 'Kitchen talks',
      guidelines: 'Trust the voice.',
      content_warning: '',
      seconds_per_item: 20,
    },
    scheme: server.scheme,
    item: `k#${String(index)}`,
    progress: { submitted: index, total: server.total },
    media: {
      kind: 'audio',
      url: '/media/recordings/1/proxy.flac',
      peaks_url: '/api/recordings/1/peaks/',
      duration_seconds: 60,
      start_seconds: index * 5 + 1,
      end_seconds: index * 5 + 4,
      spectrogram_url: null,
      video_url: null,
      poster_url: null,
      image_url: null,
      width: null,
      height: null,
      sensors_url: null,
    },
    clips: [],
    fields: {},
    about: null,
    language: null,
    transcript: `Sentence ${String(index)}.`,
    words: [],
    speaker: 'Mara',
    context: { before: [], after: [] },
    draft: server.drafts.get(id) ?? null,
    previous_assignment_id: index > 0 ? id - 1 : null,
    limits: { break_after_minutes: 25, left_today: null, left_total: null },
    ...server.item,
  }
}

function json(status: number, body: unknown): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status })
}

/** What the server does when the page showed other questions than it asks now. */
function moved(server: FakeServer, id: number, body: Partial<Submission> & { seq?: number }) {
  const { version } = server.scheme
  if (body.scheme_version === undefined || body.scheme_version === version) return null
  const asked = server.scheme.questions.map((question) => question.id)
  const given = Object.entries(body.answers ?? {})
  server.drafts.set(id, {
    answers: Object.fromEntries(given.filter(([name]) => asked.includes(name))),
    set_aside: Object.fromEntries(given.filter(([name]) => !asked.includes(name))),
    seq: body.seq ?? 0,
  })
  return json(409, { message: 'The questions changed.', extra: { scheme_version: version } })
}

function putDraft(server: FakeServer, id: number, body: { answers: Answers; seq: number }) {
  const refused = moved(server, id, body)
  if (refused) return refused
  const stored = server.drafts.get(id)
  if (stored && stored.seq > body.seq) {
    return json(409, stored)
  }
  server.drafts.set(id, body)
  return json(200, { saved_at: '2026-11-21T10:00:00Z', seq: body.seq })
}

function nextFor(server: FakeServer) {
  const done = new Set([...server.ratings, ...server.skips].map((entry) => entry.assignment)).size
  return done >= server.total ? null : taskFor(server, done)
}

function submit(server: FakeServer, id: number, body: Submission) {
  if (server.refuseNext) {
    const message = server.refuseNext
    server.refuseNext = null
    return json(400, { message, extra: {} })
  }
  const refused = moved(server, id, body)
  if (refused) return refused
  const known = server.ratings.find((rating) => rating.body.client_key === body.client_key)
  if (!known) {
    const earlier = server.ratings.filter((rating) => rating.assignment === id).length
    server.ratings.push({ assignment: id, body, revision: earlier + 1 })
    server.drafts.delete(id)
  }
  if (server.loseNextReceipt) {
    server.loseNextReceipt = false
    throw new TypeError('Failed to fetch')
  }
  return json(known ? 200 : 201, {
    rating_id: 1,
    revision: 1,
    submitted_at: '2026-11-21T10:00:00Z',
    feedback: null,
    quiz: null,
    next: nextFor(server),
    ...server.judgement,
  })
}

function reopen(server: FakeServer, id: number): Response {
  const last = server.ratings.filter((rating) => rating.assignment === id).at(-1)
  const task = { ...taskFor(server, id - 100), state: 'reopened' as const }
  return json(200, last ? { ...task, draft: { answers: last.body.answers, seq: 50 } } : task)
}

const GUEST: User = { id: 8, username: 'guest-1', name: '', role: 'annotator' }

function answer(server: FakeServer, method: string, path: string, body: unknown): Response {
  const [, , kind, key = '', act] = path.split('/')
  const id = Number(key)
  if (kind === 'recordings') return json(200, { rate_hz: 10, min: [-4, -9], max: [5, 8] })
  if (kind === 'work') return json(200, key === 'adjudication' ? [] : server.work)
  if (kind === 'session') {
    return json(200, { user: server.user, version: '1' })
  }
  if (kind === 'join') {
    if (!server.link) return json(404, { message: 'No such link.', extra: {} })
    if (method === 'GET') return json(200, server.link)
    server.joins.push(act === 'return' ? 'return' : body)
    server.user = GUEST
    const finish = server.work[0]?.finish ?? null
    return json(200, { slug: 'kitchen', state: finish ? 'completed' : 'active', finish })
  }
  if (kind === 'projects' && act === 'my-ratings') return json(200, server.mine)
  if (kind === 'projects' && act === 'my-work') {
    if (server.ownWork === 'fails') return json(500, { message: 'It broke.' })
    return json(200, server.ownWork)
  }
  if (kind === 'projects' && (act === 'accept' || act === 'languages')) return json(204, null)
  if (kind === 'projects' && act === 'next') {
    if (server.blockNext) {
      const extra = server.blockNext
      server.blockNext = null
      return json(409, { message: 'There is no item.', extra })
    }
    const task = nextFor(server)
    return json(task ? 200 : 204, task)
  }
  if (kind === 'assignments') {
    if (act === 'draft') return putDraft(server, id, body as { answers: Answers; seq: number })
    if (act === 'ratings') return submit(server, id, body as Submission)
    if (act === '' && method === 'GET') return json(200, taskFor(server, id - 100))
    if (act === 'reopen') return reopen(server, id)
    if (act === 'skip') {
      server.skips.push({ assignment: id, reason: (body as { reason: string }).reason })
      return json(200, {})
    }
  }
  return json(404, { message: `No ${method} ${path}`, extra: {} })
}

export function startFakeServer(): FakeServer {
  const server: FakeServer = {
    drafts: new Map(),
    ratings: [],
    skips: [],
    offline: false,
    signedOut: false,
    loseNextReceipt: false,
    before: null,
    refuseNext: null,
    total: 3,
    blockNext: null,
    judgement: {},
    work: [],
    link: null,
    joins: [],
    user: GUEST,
    mine: null,
    ownWork: null,
    scheme,
    item: {},
  }
  vi.stubGlobal('fetch', async (request: Request) => {
    if (server.offline) throw new TypeError('Failed to fetch')
    if (server.signedOut) return json(403, { message: 'Sign in first.', extra: {} })
    const text = await request.text()
    const body: unknown = text ? JSON.parse(text) : null
    await server.before?.(new URL(request.url).pathname)
    return answer(server, request.method, new URL(request.url).pathname, body)
  })
  return server
}
