/**
 * A kind of question brings everything that the page needs to know about it: how an answer is
 * checked, what is drawn, which keys act on it, and how an answer reads in words. A new kind is a
 * folder beside this file and a line in the registry.
 */
import type { ComponentType } from 'react'

import type { Action } from '../../actions/types'
import type { Answer, AnswerValue, Label, Question, Task } from '../../api/types'
import type { ShownLabel } from '../labels'
import type { Problem } from '../rules/common'
import type { WidgetProps } from '../types'

/** What a key of a kind can see and do: the marked question, its answer and the page's hands. */
export interface AnswerContext<Q extends Question = Question> {
  question: Q
  answer: Answer | undefined
  labels: readonly ShownLabel[]
  picked: string | null
  task: Task | null
  /** Change the value; the confidence beside it stays. */
  setValue: (value: AnswerValue | null) => void
  pick: (mark: string | null) => void
  /** Digits typed so far on this question; forgotten after a short rest. */
  typed: (digit: string) => string
  retype: (digits: string) => void
  /** Put the focus on a field of the widget that has this `data-part`. */
  focusPart: (part: string) => void
  /** Move the focus among the options that are drawn. */
  moveOption: (direction: 1 | -1) => void
  /** Reach what the question draws on the stage, such as a recorder. */
  command: (name: string, key: string) => void
}

/** A key of a kind; the help sheet lists it under the kind's name. */
export type KindAction<Q extends Question = Question> = Omit<Action<AnswerContext<Q>>, 'group'>

export interface Kind<Q extends Question = Question> {
  /** Everything that is wrong with a value; the twin of the server's rules. */
  check: (question: Q, value: unknown, draft: boolean) => Problem[]
  /** Null while the page has none: the kind is then read and released, but not asked. */
  Widget: ComponentType<WidgetProps<Q>> | null
  /** The labels that letters choose and that have colours. */
  labels: (question: Q) => readonly Label[]
  /** Whether a value gives one of these labels or words; left out where it can give none. */
  gives?: (value: AnswerValue, names: readonly string[]) => boolean
  /** Whether what is in the rater's hand is not part of the answer yet. */
  unfinished?: (picked: string | null) => boolean
  /** Attributes of the item that the widget shows itself. */
  fields?: (question: Q) => readonly string[]
  /** The words of the item as the widget draws them on the stage, before the question is asked. */
  Words?: ComponentType<{ question: Q; task: Task }>
  actions: readonly KindAction<Q>[]
  /** A value in words: in My answers, in adjudication and in results. */
  summary: (question: Q, value: AnswerValue) => string
  /** From where to where its numbers go: a bare 4 says little. Null, or left out, where words say it. */
  ends?: (question: Q) => string | null
}
