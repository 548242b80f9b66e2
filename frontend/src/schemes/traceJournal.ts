/**
 * The newest samples of a trace while it is recorded: what is kept on this computer every few
 * seconds, so that a crash costs seconds and the work for it does not grow with the recording.
 */
import { createContext, useContext } from 'react'

import type { TraceValue } from '../api/types'

/** It replaces whatever was recorded after the moment `after`, in seconds of the item. */
export interface TracePart extends TraceValue {
  after: number
}

/** Takes the newest part of the trace of a question. */
export type TraceJournal = (question: string, part: TracePart) => void

export const TraceJournalContext = createContext<TraceJournal | null>(null)

export function useTraceJournal(): TraceJournal | null {
  return useContext(TraceJournalContext)
}
