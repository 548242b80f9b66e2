import type { Answer, AnswerValue, Question, Task } from '../api/types'
import type { SegmentPlayer } from '../player/segmentPlayer'
import type { ShownLabel } from './labels'

/** What every widget gets: its question, the answer so far, and how to change it. */
export interface WidgetProps<Q extends Question = Question> {
  question: Q
  answer: Answer | undefined
  /** The labels of the question in the order of the page; empty where the kind has none. */
  labels: readonly ShownLabel[]
  /** What digits and arrows act on: most often a label. Each kind says what it keeps here. */
  picked: string | null
  disabled: boolean
  /** The item in hand; null in a preview of the scheme. */
  task: Task | null
  /** What plays the item; null where there is nothing to play. */
  player: SegmentPlayer | null
  /** `going`: one of a row of changes, such as each letter of a word, that undo takes back at once. */
  onValue: (value: AnswerValue | null, going?: boolean) => void
  onPick: (mark: string | null) => void
}
