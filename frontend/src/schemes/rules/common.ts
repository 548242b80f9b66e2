/**
 * Rules about answers, the twin of the server's. Pure: no React, no texts.
 *
 * A draft may be unfinished; types, unknown labels and numbers out of range are wrong in a draft
 * as well. A submitted answer is complete. A question that was not answered has no entry.
 */

export type ProblemCode =
  | 'missing'
  | 'hidden'
  | 'shape'
  | 'field'
  | 'unknownLabel'
  | 'twice'
  | 'tooFew'
  | 'tooMany'
  | 'range'
  | 'step'
  | 'sum'
  | 'noneRated'
  | 'confidence'
  | 'cannotTell'
  | 'axisMissing'
  | 'notRanked'
  | 'characters'
  | 'blank'
  | 'oneLine'
  | 'tooShort'
  | 'tooLong'
  | 'noReasons'
  | 'interval'
  | 'overlap'
  | 'span'
  | 'box'
  | 'draftFields'
  | 'nothingEdited'
  | 'unfinished'
  | 'reasonMissing'
  | 'verdict'
  | 'afterEnd'
  | TraceFault

/** What can be wrong with a recorded trace. */
export type TraceFault = 'noSamples' | 'lateStart' | 'earlyEnd' | 'gap' | 'lowRate' | 'flat'

/** What is wrong with an answer; `detail` is the label or number that the sentence names. */
export interface Problem {
  code: ProblemCode
  detail?: string | number
}

export const CONFIDENCE_LEVELS = [1, 2, 3, 4, 5] as const
export const SUM_TOLERANCE = 1e-6
const STEP_TOLERANCE = 1e-6

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function checkLabels(ids: readonly string[], labels: readonly { id: string }[]): Problem[] {
  const allowed = new Set(labels.map((label) => label.id))
  return ids
    .filter((id) => !allowed.has(id))
    .map((id) => ({ code: 'unknownLabel' as const, detail: id }))
}

/** Numbers on a stepped range, both ends included. */
export function checkInRange(value: unknown, low: number, high: number, step: number): Problem[] {
  const number = asNumber(value)
  if (number === null) return [{ code: 'shape' }]
  if (number < low || number > high) return [{ code: 'range', detail: number }]
  const steps = (number - low) / step
  if (Math.abs(steps - Math.round(steps)) > STEP_TOLERANCE)
    return [{ code: 'step', detail: number }]
  return []
}

/** Problems of an object's fields, whatever is in them. */
export function checkFields(
  value: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Problem[] {
  if (!isRecord(value)) return [{ code: 'shape' }]
  const names = Object.keys(value)
  const unknown = names.find((name) => !required.includes(name) && !optional.includes(name))
  if (unknown !== undefined) return [{ code: 'field', detail: unknown }]
  return required.every((name) => names.includes(name)) ? [] : [{ code: 'shape' }]
}

export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0
}

/** How many there are in a submitted answer. */
export function checkCount(n: number, least: number, most: number | null | undefined): Problem[] {
  if (n < least) return [{ code: 'tooFew', detail: least }]
  if (most != null && n > most) return [{ code: 'tooMany', detail: most }]
  return []
}

/** Characters that no database and no file can hold: NUL, or half of a surrogate pair. */
export function checkCharacters(text: string): Problem[] {
  // With the flag u, a whole pair is one character, and only half of one matches.
  return text.includes('\0') || /[\ud800-\udfff]/u.test(text) ? [{ code: 'characters' }] : []
}
