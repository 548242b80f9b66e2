/**
 * The stage: the place beside and under the item's media where the marked question may draw what
 * does not fit into its card (a trace, a timeline, boxes on an image), and the words of the item where
 * it marks them. The card stays the place of the answer; the stage is lent to one question at a time.
 */
import { createContext, useContext, useLayoutEffect, useRef } from 'react'

/** What a key of the question does there: the command's name, and the key that was pressed. */
export type StageHandle = (command: string, key: string) => void

export interface Stage {
  /** The question that the stage is lent to. */
  owner: string | null
  /** Beside the picture or the waveform. */
  side: HTMLElement | null
  /** Under the media, as wide as the pane. */
  below: HTMLElement | null
  /** Over the image, exactly as large as it is drawn. */
  overlay: HTMLElement | null
  /** The question that marks words, and where these stand. */
  reader: string | null
  words: HTMLElement | null
  /** The media together with what is beside it: where a pointer moves while it plays. */
  area: HTMLElement | null
  /** Lets keys of the question reach what it draws; returns how to let go. */
  connect: (question: string, handle: StageHandle) => () => void
}

const NOWHERE: Stage = {
  owner: null,
  side: null,
  below: null,
  overlay: null,
  reader: null,
  words: null,
  area: null,
  connect: () => () => undefined,
}

export const StageContext = createContext<Stage>(NOWHERE)

export function useStage(): Stage {
  return useContext(StageContext)
}

/** Keys of this question call `handle`, the latest one given. */
export function useStageHandle(question: string, handle: StageHandle): void {
  const { connect } = useStage()
  const latest = useRef(handle)
  useLayoutEffect(() => {
    latest.current = handle
  })
  useLayoutEffect(
    () =>
      connect(question, (command, key) => {
        latest.current(command, key)
      }),
    [connect, question],
  )
}
