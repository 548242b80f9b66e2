/** The one list of kinds: a new kind is a folder beside this file and a line here. */
import type { Question, QuestionKind, QuestionOf } from '../../api/types'
import { choice } from './choice'
import { distribution } from './distribution'
import { grid } from './grid'
import { intensity } from './intensity'
import { multi } from './multi'
import { pair } from './pair'
import { rank } from './rank'
import { regions } from './regions'
import { review } from './review'
import { scale } from './scale'
import { spans } from './spans'
import { statement } from './statement'
import { text } from './text'
import { timeline } from './timeline'
import { trace } from './trace'
import type { Kind } from './types'
import { words } from './words'

export const KINDS: { [K in QuestionKind]: Kind<QuestionOf<K>> } = {
  choice,
  multi,
  intensity,
  distribution,
  scale,
  grid,
  statement,
  pair,
  rank,
  text,
  words,
  trace,
  timeline,
  spans,
  regions,
  review,
}

/** The kind of a question. Each entry only ever meets questions of its own kind. */
export function kindOf(question: Question): Kind {
  return KINDS[question.kind] as unknown as Kind
}
