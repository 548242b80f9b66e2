import { isRecord } from './rules/common'

/** The numbers per label of an answer's value; none when there is no answer. */
export function numbersOf(value: unknown): Record<string, number> {
  return isRecord(value) ? (value as Record<string, number>) : {}
}

/** No label with a number is no answer at all. */
export function orNone<Value extends object>(value: Value): Value | null {
  return Object.keys(value).length > 0 ? value : null
}
