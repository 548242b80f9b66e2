import { useEffect, useState } from 'react'

import { m } from '../../i18n'
import { isReady, readyWord } from './exportChoice'

const LOOK_MS = 300
const GIVE_UP_SECONDS = 1800

type State =
  | { kind: 'idle' | 'ready' | 'lost' }
  | { kind: 'preparing'; awaited: string; since: number; seconds: number }

/**
 * How a download is coming on. A page hears nothing of a file that the browser fetches, so the
 * server sets a cookie with the word of the download when its answer begins.
 */
export function usePreparing(): { word: string; told: string; begin: () => void } {
  const [word, setWord] = useState(readyWord)
  const [state, setState] = useState<State>({ kind: 'idle' })
  const awaited = state.kind === 'preparing' ? state.awaited : null
  const since = state.kind === 'preparing' ? state.since : 0

  useEffect(() => {
    if (awaited === null) return
    const timer = setInterval(() => {
      const seconds = Math.floor((Date.now() - since) / 1000)
      if (isReady(document.cookie, awaited)) setState({ kind: 'ready' })
      else if (seconds > GIVE_UP_SECONDS) setState({ kind: 'lost' })
      else setState({ kind: 'preparing', awaited, since, seconds })
    }, LOOK_MS)
    return () => {
      clearInterval(timer)
    }
  }, [awaited, since])

  return {
    word,
    told: told(state),
    begin: () => {
      setState({ kind: 'preparing', awaited: word, since: Date.now(), seconds: 0 })
      // The link has done with this word once the click is through.
      setTimeout(() => {
        setWord(readyWord())
      })
    },
  }
}

function told(state: State): string {
  const t = m.studio.exporting
  if (state.kind === 'preparing') return t.preparing(state.seconds)
  return { idle: '', ready: t.ready, lost: t.noAnswer }[state.kind]
}
