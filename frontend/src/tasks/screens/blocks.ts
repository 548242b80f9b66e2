/** What stands between a rater and the next item. */
import { ApiError } from '../../api/http'
import type { WorkCard } from '../../api/types'
import { m } from '../../i18n'
import type { BlockValues } from '../../i18n/en/blocks'
import { isRecord } from '../../schemes/rules/common'

type Blocked = NonNullable<WorkCard['blocked']>

export interface Block {
  code: Blocked['code'] | 'paused' | 'closed'
  /** What the server says of it; null where the project is paused or closed for all. */
  blocked: Blocked | null
}

/** What happened, and what can be done: in the language of the page, by reason and values. */
export function wordsOf({ code, blocked }: Block): { text: string; wayOut: string } {
  if (code === 'paused' || code === 'closed') {
    return { text: m.blocks[`${code}Text` as 'pausedText' | 'closedText'], wayOut: '' }
  }
  if (!blocked) return { text: '', wayOut: '' }
  const said = m.blockWords[blocked.reason](blocked.values as unknown as BlockValues)
  const [text = '', wayOut = ''] = said.split('\n')
  return { text, wayOut }
}

/** Null where the request failed for another reason. */
export function blockIn(error: unknown): Block | null {
  if (!(error instanceof ApiError) || error.status !== 409) return null
  const { blocked, project_state: state } = error.extra
  if (isRecord(blocked)) {
    const told = blocked as unknown as Blocked
    return { code: told.code, blocked: told }
  }
  if (state === 'paused' || state === 'closed') return { code: state, blocked: null }
  return null
}
