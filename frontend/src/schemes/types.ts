import type { Answer } from '../api/types'

/** What every widget gets: its question, the answer so far, and how to change it. */
export interface WidgetProps<Q> {
  question: Q
  answer: Answer | undefined
  /** The label that digits and arrows act on. */
  picked: string | null
  disabled: boolean
  onValue: (value: Answer['value'] | null) => void
  onPick: (label: string) => void
}
