/**
 * A `Kept` that never loses what it was given while the page is open. Changes stand in memory until
 * the browser confirms them, are read back from there, and are tried again with each later change:
 * a full or forbidden store costs safety against a reload, never the answer itself.
 */
import { applied } from './kept'
import type { Change, Kept } from './kept'

/** Changes that are made together or not at all. */
type Group = readonly Change[]

export interface SafeKept {
  read: (prefix: string) => Promise<[string, unknown][]>
  /** Resolves to whether the browser keeps it through a reload. Never rejects. */
  write: (changes: Group) => Promise<boolean>
  /** Changes that only this page holds now. */
  unconfirmed: () => readonly Change[]
  /** Lets go of the browser's store once what is on its way has arrived. */
  close: () => Promise<void>
}

function undoneBy(change: Change, later: readonly Group[]): boolean {
  if (change.act === 'dropAll') return false
  return later.some((group) =>
    group.some((other) =>
      other.act === 'dropAll' ? change.key.startsWith(other.prefix) : other.key === change.key,
    ),
  )
}

/** Later changes undo earlier ones to the same names: of a row of edits, the last is written. */
function condensed(groups: readonly Group[]): Group[] {
  return groups
    .map((group, index) => {
      const left = group.filter((change) => !undoneBy(change, groups.slice(index + 1)))
      return left.length === group.length ? group : left
    })
    .filter((group) => group.length > 0)
}

export function safeKept(kept: Kept): SafeKept {
  let pending: Group[] = []
  let running: Promise<void> | null = null

  const tried = async (groups: readonly Group[]): Promise<boolean> => {
    try {
      await kept.write(groups.flat())
      pending = pending.filter((group) => !groups.includes(group))
      return true
    } catch {
      return false
    }
  }
  /** All at once; or, where that is refused, each for itself: one that is too large stops no other. */
  const attempt = async (): Promise<void> => {
    const batch = pending
    if (batch.length === 0 || (await tried(batch)) || batch.length === 1) return
    for (const group of batch) await tried([group])
  }

  return {
    async read(prefix) {
      let rows: [string, unknown][] = []
      try {
        rows = await kept.read(prefix)
      } catch {
        // What the browser cannot give is what memory has.
      }
      return applied(rows, pending.flat(), prefix)
    },
    async write(changes) {
      pending = condensed([...pending, changes])
      const isHere = () => pending.some((group) => group.some((one) => changes.includes(one)))
      // One write at a time; what comes meanwhile goes together with the next.
      while (running) await running
      if (!isHere()) return true
      running = attempt()
      await running
      running = null
      return !isHere()
    },
    unconfirmed: () => pending.flat(),
    async close() {
      while (running) await running
      kept.close()
    },
  }
}
