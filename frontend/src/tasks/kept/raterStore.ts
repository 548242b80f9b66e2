/**
 * What this computer keeps for one rater: submissions on their way, drafts, and the last seconds of
 * traces. An answer is here under one name at every moment: its draft goes in the same change that
 * keeps its submission, and comes back in the one that gives a refused submission back.
 */
import type { Answer, StoredDraft } from '../../api/types'
import { isRecord } from '../../schemes/rules/common'
import type { TracePart } from '../../schemes/traceJournal'
import type { LocalDraft } from '../sending/draftStore'
import { newerDraft, parseDraft } from '../sending/draftStore'
import type { Outgoing } from '../sending/outbox'
import { indexedKept } from './indexedKept'
import type { Change, Kept } from './kept'
import { safeKept } from './safeKept'
import type { SafeKept } from './safeKept'

/** A piece of a trace, and the `seq` of the draft that it goes on from. */
interface KeptPart extends TracePart {
  question: string
  seq: number
}

export interface RaterStore {
  /** Submissions that the server has not confirmed, in the order in which they were given. */
  outgoing: () => Promise<Outgoing[]>
  /** Keeps a submission in place of its draft. Resolves to whether a reload finds it. */
  add: (outgoing: Outgoing) => Promise<boolean>
  /** The server has it. */
  confirmed: (outgoing: Outgoing) => Promise<boolean>
  /** The server will not have it: its answers are a draft again. */
  giveBack: (outgoing: Outgoing) => Promise<boolean>
  /** The newer of the draft here and the server's, with the parts of traces that go on from it. */
  draft: (assignment: number, server?: StoredDraft | null) => Promise<LocalDraft | null>
  saveDraft: (assignment: number, draft: LocalDraft) => Promise<boolean>
  dropDraft: (assignment: number) => Promise<boolean>
  /** The newest samples of a trace: a few, however long it is. */
  saveTracePart: (
    assignment: number,
    seq: number,
    question: string,
    part: TracePart,
  ) => Promise<boolean>
  /** What only this page holds is put where the next visit finds it, without waiting. */
  lastResort: (storage: Storage) => void
  /** Whether something that the rater gave is held by this page alone. */
  isAtRisk: () => boolean
  close: () => Promise<void>
}

const DATABASE = 'emotate'
/** What is held in the old store stands under these names; also what was saved in the last moment. */
const OLD = 'emotate:'
/** A store of 5 MB takes no long trace; shorter answers find room there. */
const MOST_LETTERS = 1_000_000

const outboxOf = (user: number) => `outbox:${String(user)}:`
const draftOf = (user: number, assignment: number) => `draft:${String(user)}:${String(assignment)}`
/** Names sort as the numbers in them do. */
const numbered = (value: number) => String(value).padStart(16, '0')
const partsOf = (user: number, assignment: number) => `parts:${String(user)}:${String(assignment)}:`
/** Parts that go on from one draft; `seq` above tells of which. */
const partsFrom = (user: number, assignment: number, seq: number) =>
  `${partsOf(user, assignment)}${numbered(seq)}:`

function withPart(answer: Answer | undefined, part: KeptPart): Answer {
  const before: unknown = answer?.value
  const times =
    isRecord(before) && Array.isArray(before['times']) ? (before['times'] as number[]) : []
  const values = isRecord(before) ? (before['values'] as Record<string, number[]>) : {}
  let stays = times.length
  while (stays > 0 && (times[stays - 1] ?? 0) > part.after) stays -= 1
  return {
    ...answer,
    value: {
      seconds: part.seconds,
      times: [...times.slice(0, stays), ...part.times],
      values: Object.fromEntries(
        Object.entries(part.values).map(([name, row]) => [
          name,
          [...(values[name] ?? []).slice(0, stays), ...row],
        ]),
      ),
      device: part.device,
    },
  }
}

/** A draft with the parts of its traces that came after it; parts of another draft are left out. */
function withParts(draft: LocalDraft | null, parts: readonly KeptPart[]): LocalDraft | null {
  const own = parts.filter((part) => part.seq === (draft?.seq ?? 0))
  if (own.length === 0) return draft
  const answers: Record<string, Answer> = { ...draft?.answers }
  for (const part of own) answers[part.question] = withPart(answers[part.question], part)
  const seq = (draft?.seq ?? 0) + 1
  return { elapsed_ms: 0, plays: 0, ...draft, answers, seq }
}

/** What an earlier version of the page, or the last moment of an earlier visit, left behind. */
function leftBehind(storage: Storage, user: number): { changes: Change[]; names: string[] } {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  const outbox = OLD + outboxOf(user)
  const drafts = `${OLD}draft:${String(user)}:`
  const changes = names.flatMap((name): Change[] => {
    const text = storage.getItem(name)
    if (!text) return []
    if (name.startsWith(drafts)) {
      const draft = parseDraft(text)
      return draft ? [{ act: 'put', key: name.slice(OLD.length), value: draft }] : []
    }
    if (!name.startsWith(outbox)) return []
    try {
      return [{ act: 'put', key: name.slice(OLD.length), value: JSON.parse(text) as Outgoing }]
    } catch {
      return []
    }
  })
  return { changes, names: names.filter((name) => changes.some((one) => nameOf(one) === name)) }
}

const nameOf = (change: Change) => (change.act === 'put' ? OLD + change.key : '')

async function migrate(safe: SafeKept, storage: Storage, user: number): Promise<void> {
  const { changes, names } = leftBehind(storage, user)
  if (changes.length === 0) return
  const there = new Map(await safe.read(''))
  const newer = changes.filter((change) => {
    if (change.act !== 'put' || !change.key.startsWith('draft:')) return true
    const kept = there.get(change.key) as LocalDraft | undefined
    return !kept || kept.seq < (change.value as LocalDraft).seq
  })
  // Where the browser refuses, it stays where it is, and is found again at the next visit.
  if (newer.length > 0 && !(await safe.write(newer))) return
  for (const name of names) storage.removeItem(name)
}

export function createRaterStore(
  user: number,
  storage: Storage,
  kept: Kept = indexedKept(DATABASE, globalThis.indexedDB),
): RaterStore {
  const safe = safeKept(kept)
  const ready = migrate(safe, storage, user).catch(() => undefined)
  const keyOf = ({ queued_at, client_key }: Outgoing) =>
    `${outboxOf(user)}${numbered(queued_at)}:${client_key}`
  const dropped = (assignment: number): Change[] => [
    { act: 'drop', key: draftOf(user, assignment) },
    { act: 'dropAll', prefix: partsOf(user, assignment) },
  ]
  const put = (key: string, value: unknown): Change => ({ act: 'put', key, value })
  let parts = 0
  /** From which drafts parts go on, for the item in hand. */
  const begun = new Set<string>()
  const rowsOf = async (prefix: string) => {
    await ready
    return safe.read(prefix)
  }
  /** An entry of the old store has its key alone in its name. */
  const gone = (outgoing: Outgoing): Change[] => {
    storage.removeItem(OLD + outboxOf(user) + outgoing.client_key)
    storage.removeItem(OLD + keyOf(outgoing))
    return [
      { act: 'drop', key: keyOf(outgoing) },
      { act: 'drop', key: outboxOf(user) + outgoing.client_key },
    ]
  }

  return {
    async outgoing() {
      const rows = await rowsOf(outboxOf(user))
      return rows.map(([, value]) => value as Outgoing).sort((a, b) => a.queued_at - b.queued_at)
    },
    async add(outgoing) {
      const { assignment_id: assignment } = outgoing
      const kept = await safe.write([put(keyOf(outgoing), outgoing), ...dropped(assignment)])
      // Left there, it would come back at the next visit as a draft of what was submitted.
      if (kept) storage.removeItem(OLD + draftOf(user, assignment))
      return kept
    },
    confirmed: (outgoing) => safe.write(gone(outgoing)),
    giveBack(outgoing) {
      const { assignment_id, draft, answers, elapsed_ms, plays } = outgoing
      const back = draft ?? { answers, seq: 0, elapsed_ms, plays }
      return safe.write([put(draftOf(user, assignment_id), back), ...gone(outgoing)])
    },
    async draft(assignment, server = null) {
      const key = draftOf(user, assignment)
      const found = new Map(await rowsOf(key)).get(key) as LocalDraft | undefined
      const kept = (await safe.read(partsOf(user, assignment))).map(([, part]) => part as KeptPart)
      for (const { seq } of kept) begun.add(partsFrom(user, assignment, seq))
      return withParts(newerDraft(found ?? null, server), kept)
    },
    saveDraft(assignment, draft) {
      storage.removeItem(OLD + draftOf(user, assignment))
      // Parts that go on from this very draft stay.
      const own = partsFrom(user, assignment, draft.seq)
      const over = [...begun].filter((prefix) => prefix !== own)
      for (const prefix of over) begun.delete(prefix)
      return safe.write([
        ...over.map((prefix): Change => ({ act: 'dropAll', prefix })),
        put(draftOf(user, assignment), draft),
      ])
    },
    dropDraft(assignment) {
      storage.removeItem(OLD + draftOf(user, assignment))
      return safe.write(dropped(assignment))
    },
    saveTracePart(assignment, seq, question, part) {
      parts += 1
      const prefix = partsFrom(user, assignment, seq)
      begun.add(prefix)
      const key = prefix + numbered(Date.now()) + numbered(parts)
      return safe.write([put(key, { ...part, question, seq })])
    },
    lastResort(old) {
      for (const change of safe.unconfirmed()) {
        if (change.act !== 'put' || change.key.startsWith('parts:')) continue
        try {
          const text = JSON.stringify(change.value)
          if (text.length <= MOST_LETTERS) old.setItem(OLD + change.key, text)
        } catch {
          // Full or forbidden: there is no other place left.
        }
      }
    },
    isAtRisk: () => safe.unconfirmed().some((change) => change.act === 'put'),
    async close() {
      await ready
      await safe.close()
    },
  }
}
