/**
 * What this computer keeps, as names and values that are changed together: all changes of one
 * `write` are kept, or none of them.
 */
export type Change =
  | { act: 'put'; key: string; value: unknown }
  | { act: 'drop'; key: string }
  /** Everything whose name begins so. */
  | { act: 'dropAll'; prefix: string }

export interface Kept {
  /** Names that begin so, in order, with their values. */
  read: (prefix: string) => Promise<[string, unknown][]>
  /** Rejects when the browser refuses: full, forbidden, or broken. */
  write: (changes: readonly Change[]) => Promise<void>
  close: () => void
}

/** Names and values as they are once these changes are made, in the order of names. */
export function applied(
  rows: readonly [string, unknown][],
  changes: readonly Change[],
  prefix: string,
): [string, unknown][] {
  const made = new Map(rows)
  for (const change of changes) {
    if (change.act === 'put') {
      if (change.key.startsWith(prefix)) made.set(change.key, change.value)
    } else if (change.act === 'drop') made.delete(change.key)
    else for (const key of [...made.keys()]) if (key.startsWith(change.prefix)) made.delete(key)
  }
  return [...made].sort(([a], [b]) => (a < b ? -1 : 1))
}
