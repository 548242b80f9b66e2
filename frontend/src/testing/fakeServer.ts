/** A server in memory that answers `fetch` as the real one does: enough for one rater's day. */
import { vi } from 'vitest'

import type { Answers, Scheme, StoredDraft, Submission, Task } from '../api/types'

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
  /** The next submission is stored, but its answer is lost on the way back. */
  loseNextReceipt: boolean
  /** Status and message of the next submission. */
  refuseNext: string | null
  total: number
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
    scheme,
    item: `k#${String(index)}`,
    progress: { submitted: index, total: server.total },
    media: {
      url: '/media/recordings/1/proxy.flac',
      peaks_url: '/api/recordings/1/peaks/',
      duration_seconds: 60,
      start_seconds: index * 5 + 1,
      end_seconds: index * 5 + 4,
    },
    transcript: `Sentence ${String(index)}.`,
    speaker: 'Mara',
    context: { before: [], after: [] },
    draft: server.drafts.get(id) ?? null,
    previous_assignment_id: index > 0 ? id - 1 : null,
  }
}

function json(status: number, body: unknown): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status })
}

function putDraft(server: FakeServer, id: number, body: { answers: Answers; seq: number }) {
  const stored = server.drafts.get(id)
  if (stored && stored.seq > body.seq) {
    return json(409, stored)
  }
  server.drafts.set(id, body)
  return json(200, { saved_at: '2026-11-21T10:00:00Z', seq: body.seq })
}

function submit(server: FakeServer, id: number, body: Submission) {
  if (server.refuseNext) {
    const message = server.refuseNext
    server.refuseNext = null
    return json(400, { message, extra: {} })
  }
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
  })
}

function reopen(server: FakeServer, id: number): Response {
  const last = server.ratings.filter((rating) => rating.assignment === id).at(-1)
  const task = taskFor(server, id - 100)
  return json(200, last ? { ...task, draft: { answers: last.body.answers, seq: 50 } } : task)
}

function answer(server: FakeServer, method: string, path: string, body: unknown): Response {
  const [, , kind, key = '', act] = path.split('/')
  const id = Number(key)
  if (kind === 'recordings') return json(200, { rate_hz: 10, min: [-4, -9], max: [5, 8] })
  if (kind === 'projects' && act === 'next') {
    const done = new Set([...server.ratings, ...server.skips].map((entry) => entry.assignment)).size
    return done >= server.total ? json(204, null) : json(200, taskFor(server, done))
  }
  if (kind === 'assignments') {
    if (act === 'draft') return putDraft(server, id, body as { answers: Answers; seq: number })
    if (act === 'ratings') return submit(server, id, body as Submission)
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
    loseNextReceipt: false,
    refuseNext: null,
    total: 3,
  }
  vi.stubGlobal('fetch', async (request: Request) => {
    if (server.offline) throw new TypeError('Failed to fetch')
    const text = await request.text()
    const body: unknown = text ? JSON.parse(text) : null
    return answer(server, request.method, new URL(request.url).pathname, body)
  })
  return server
}
