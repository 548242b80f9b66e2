import { useEffect, useMemo } from 'react'

import { createRaterStore } from '../kept/raterStore'
import type { RaterStore } from '../kept/raterStore'

/** This rater's store on this computer, while the page is open. Warns before an answer would be lost. */
export function useRaterStore(user: number): RaterStore {
  const store = useMemo(() => createRaterStore(user, localStorage), [user])
  useEffect(() => {
    const leave = () => {
      store.lastResort(localStorage)
    }
    const hide = () => {
      if (document.hidden) leave()
    }
    const warn = (event: BeforeUnloadEvent) => {
      if (store.isAtRisk()) event.preventDefault()
    }
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('beforeunload', warn)
      void store.close()
    }
  }, [store])
  return store
}
