/**
 * The turns of a recording while somebody corrects them. The timeline edits intervals; what it
 * does not know of a turn (words, which segment it was) is carried along here, without React.
 */
import type { Interval, RecordedTurn, SpokenWord } from '../../../api/types'
import { placesOf } from '../../../player/spoken'

/** A turn as it should be. `key` is the segment's number, or names one that is new. */
export interface DraftTurn {
  key: string
  start: number
  end: number
  speaker: string
  text: string
}

/** An interval with what the timeline carries along unseen. */
export type TurnInterval = Interval & { key?: string; text?: string }

/** What the timeline rounds is the same moment. */
const SAME_SECONDS = 0.0006

export function draftsOf(turns: readonly RecordedTurn[]): DraftTurn[] {
  return turns.map((turn, at) => ({
    key: String(turn.id ?? `at-${String(at)}`),
    start: turn.start_seconds,
    end: turn.end_seconds,
    speaker: turn.speaker ?? '',
    text: turn.text ?? '',
  }))
}

export function wantedOf(drafts: readonly DraftTurn[]) {
  return drafts.map(({ start, end, speaker, text }) => ({
    start_seconds: start,
    end_seconds: end,
    speaker: speaker || null,
    text: text || null,
  }))
}

/** Speakers in the order in which they first speak, and those that were added. */
export function speakersOf(drafts: readonly DraftTurn[], added: readonly string[]): string[] {
  return [...new Set([...drafts.map(({ speaker }) => speaker), ...added])]
}

/** One lane per speaker; with a single speaker the lane has no name. */
export function intervalsOf(drafts: readonly DraftTurn[], several: boolean): TurnInterval[] {
  return drafts.map(({ key, start, end, speaker, text }) => ({
    start,
    end,
    label: speaker,
    ...(several ? { track: speaker } : {}),
    key,
    text,
  }))
}

/** Where a turn is split: a moment, and how much of the turn lies before it. */
export interface SplitAt {
  time: number
  share: number
}

/**
 * Words shared out, whole words only, and none is lost: by their times where those are known, else
 * by the share of time, which is a guess to be looked at.
 */
export function splitWords(
  text: string,
  { time, share }: SplitAt,
  spoken: readonly SpokenWord[] = [],
): [string, string] {
  const places = placesOf(text, spoken)
  if (places.some((place) => place !== null)) {
    const later = spoken.findIndex(
      (word, at) => places[at] && (word.start_seconds + word.end_seconds) / 2 >= time,
    )
    const cut = places[later]?.[0] ?? text.length
    return [text.slice(0, cut).trim(), text.slice(cut).trim()]
  }
  const words = text.split(/\s+/).filter(Boolean)
  const cut = Math.min(words.length, Math.max(0, Math.round(words.length * share)))
  return [words.slice(0, cut).join(' '), words.slice(cut).join(' ')]
}

function joined(first: string, second: string): string {
  return [first, second].filter(Boolean).join(' ')
}

/** The other lane, or the other label: whichever was changed by hand is the speaker. */
function speakerOf(interval: TurnInterval, before: DraftTurn | undefined): string {
  const { label, track } = interval
  if (track === undefined || track === label) return label
  return before && before.speaker !== label ? label : track
}

function restored(draft: DraftTurn, original: DraftTurn | undefined): DraftTurn {
  if (!original) return draft
  const near = (a: number, b: number) => Math.abs(a - b) < SAME_SECONDS
  return {
    ...draft,
    start: near(draft.start, original.start) ? original.start : draft.start,
    end: near(draft.end, original.end) ? original.end : draft.end,
  }
}

/**
 * The turns after an edit of their intervals. Of a turn that was split, words are shared out; of
 * two that were merged, they are joined; one that is back where it was is the turn it was.
 */
export function edited(
  before: readonly DraftTurn[],
  intervals: readonly TurnInterval[],
  originals: readonly DraftTurn[],
  newKey: () => string,
  words: readonly SpokenWord[] = [],
): DraftTurn[] {
  const known = new Map(before.map((draft) => [draft.key, draft]))
  const wordsIn = (turn: { start: number; end: number }) =>
    words.filter((word) => word.start_seconds < turn.end && word.end_seconds > turn.start)
  const first = new Map(originals.map((draft) => [draft.key, draft]))
  /** Of turns that were split: where. */
  const splits = new Map<string, SplitAt>()
  const seen = new Set<string>()
  const after = intervals.map((interval): DraftTurn => {
    const { key: own = '', start, end, text = '' } = interval
    const was = known.get(own)
    const draft = { key: own, start, end, speaker: speakerOf(interval, was), text }
    if (was && !seen.has(own)) {
      seen.add(own)
      return restored(draft, first.get(own))
    }
    if (!was) return { ...draft, key: newKey() }
    const split = { time: start, share: (start - was.start) / (was.end - was.start) }
    splits.set(own, split)
    return { ...draft, key: newKey(), text: splitWords(was.text, split, wordsIn(was))[1] }
  })
  const shared = after.map((draft) => {
    const split = splits.get(draft.key)
    if (split === undefined) return draft
    const was = known.get(draft.key) ?? draft
    return { ...draft, text: splitWords(draft.text, split, wordsIn(was))[0] }
  })
  return after.length < before.length ? withJoinedWords(shared, before, known) : shared
}

function withJoinedWords(
  after: DraftTurn[],
  before: readonly DraftTurn[],
  known: ReadonlyMap<string, DraftTurn>,
): DraftTurn[] {
  const left = new Set(after.map(({ key }) => key))
  const gone = before.filter(({ key }) => !left.has(key))
  return after.map((draft) => {
    const was = known.get(draft.key)
    if (!was || draft.end === was.end) return draft
    const taken = gone.filter(
      (one) => one.speaker === was.speaker && one.start >= was.start && one.end <= draft.end,
    )
    return taken.reduce((sum, one) => ({ ...sum, text: joined(sum.text, one.text) }), draft)
  })
}

export function isSame(a: DraftTurn, b: DraftTurn): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.speaker === b.speaker &&
    a.text.trim() === b.text.trim()
  )
}

/** Turns that are not, or no more, what the server has. */
export function changedKeys(
  drafts: readonly DraftTurn[],
  originals: readonly DraftTurn[],
): ReadonlySet<string> {
  const first = new Map(originals.map((draft) => [draft.key, draft]))
  return new Set(
    drafts
      .filter((draft) => {
        const original = first.get(draft.key)
        return !original || !isSame(draft, original)
      })
      .map(({ key }) => key),
  )
}

/** Turns that will be cut anew although somebody answered them or is at them. */
export function concerned(
  turns: readonly RecordedTurn[],
  kept: readonly RecordedTurn[],
): RecordedTurn[] {
  const left = new Set(kept.map(({ id }) => id))
  return turns.filter(({ id, ratings, held }) => !left.has(id) && (ratings > 0 || held > 0))
}
