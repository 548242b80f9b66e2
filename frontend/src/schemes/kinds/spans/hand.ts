/**
 * What is in the rater's hand in the words, as the page keeps it for a question (`picked`): words
 * from one to another in a turn, or a passage of the answer.
 */
import type { Task, SpansQuestion, TextSpan } from '../../../api/types'
import { markableWords, sliceCodePoints } from '../../rules/codePoints'
import type { WordPlace } from '../../rules/codePoints'

/** Words that can be marked: those of the item, and of the turns before it. */
export interface Source {
  /** 0 is the item, -1 the turn before it. */
  turn: number
  speaker: string | null
  text: string
  words: WordPlace[]
}

export type Hand =
  | { what: 'nothing' }
  /** `anchor` stays where the selection began, `head` moves. */
  | { what: 'words'; turn: number; anchor: number; head: number }
  | { what: 'span'; index: number }

/** From the earliest turn to the item itself. */
export function sourcesOf(task: Task | null, scope: SpansQuestion['scope']): Source[] {
  if (!task) return []
  const before = scope === 'dialogue' ? task.context.before : []
  const turns = [
    ...before.map((turn, index) => ({ ...turn, turn: turn.turn ?? index - before.length })),
    { turn: 0, speaker: task.speaker, transcript: task.transcript },
  ]
  return turns.flatMap(({ turn, speaker, transcript: text }) =>
    text ? [{ turn, speaker, text, words: markableWords(text) }] : [],
  )
}

export function readHand(picked: string | null): Hand {
  const [what, ...rest] = picked?.split(':') ?? []
  const [first, second, third] = rest.map(Number)
  if (what === 'span' && first !== undefined) return { what, index: first }
  if (what !== 'words' || first === undefined || second === undefined || third === undefined) {
    return { what: 'nothing' }
  }
  return { what, turn: first, anchor: second, head: third }
}

export function handOfWords(turn: number, anchor: number, head: number): string {
  return ['words', turn, anchor, head].join(':')
}

export function handOfSpan(index: number): string {
  return `span:${String(index)}`
}

/** The passage that the words in hand make up, without its label. */
export function passageOf(sources: readonly Source[], hand: Hand): Omit<TextSpan, 'label'> | null {
  if (hand.what !== 'words') return null
  const source = sources.find((candidate) => candidate.turn === hand.turn)
  const from = source?.words[Math.min(hand.anchor, hand.head)]
  const to = source?.words[Math.max(hand.anchor, hand.head)]
  if (!source || !from || !to) return null
  const { start } = from
  const { end } = to
  return { turn: source.turn, start, end, text: sliceCodePoints(source.text, start, end) }
}

/** One key press away: a word on or back, or the nearest word of the turn above or below. */
export function movedHand(
  sources: readonly Source[],
  hand: Hand,
  by: { word?: number; turn?: number },
  extend: boolean,
): string | null {
  const last = sources.at(-1)
  if (!last) return null
  if (hand.what !== 'words') return handOfWords(last.turn, 0, 0)
  const at = sources.findIndex((source) => source.turn === hand.turn)
  if (by.turn) {
    const other = sources[Math.min(sources.length - 1, Math.max(0, at + by.turn))]
    if (!other || other.turn === hand.turn) return handOfWords(hand.turn, hand.head, hand.head)
    const head = Math.min(hand.head, other.words.length - 1)
    return handOfWords(other.turn, head, head)
  }
  const length = sources[at]?.words.length ?? 1
  const head = Math.min(length - 1, Math.max(0, hand.head + (by.word ?? 0)))
  return handOfWords(hand.turn, extend ? hand.anchor : head, head)
}

/** The spans with a label given to what is in hand, and which one that is; null with empty hands. */
export function spansWithLabel(
  sources: readonly Source[],
  spans: readonly TextSpan[],
  hand: Hand,
  label: string,
): { spans: TextSpan[]; index: number } | null {
  const passage = hand.what === 'span' ? spans[hand.index] : passageOf(sources, hand)
  if (!passage) return null
  const span: TextSpan = { ...passage, label }
  const others = hand.what === 'span' ? spans.toSpliced(hand.index, 1) : spans
  const same = (other: TextSpan) =>
    other.turn === span.turn &&
    other.start === span.start &&
    other.end === span.end &&
    other.label === span.label
  const kept = others.filter((other) => !same(other))
  const sorted = sortedSpans([...kept, span])
  return { spans: sorted, index: sorted.indexOf(span) }
}

/** Spans in the order of the dialogue, so that the same answer is always the same list. */
export function sortedSpans(spans: readonly TextSpan[]): TextSpan[] {
  return [...spans].sort((a, b) => a.turn - b.turn || a.start - b.start || a.end - b.end)
}
