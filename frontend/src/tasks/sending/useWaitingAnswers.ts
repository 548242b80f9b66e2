import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { submitRating } from '../../api/endpoints'
import { queries } from '../../api/queries'
import { createRaterStore } from '../kept/raterStore'
import { deliver, waitBefore } from './outbox'

export interface WaitingAnswers {
  /** Submissions on this computer that the server has not confirmed. */
  waiting: number
  /** Why the server refused the last that it refused; it is a draft again. */
  refused: string | null
  dismiss: () => void
}

/** Sends what a rating page could not, one after the other; one that fails holds up no other. */
export function useWaitingAnswers(user: number): WaitingAnswers {
  const client = useQueryClient()
  const [waiting, setWaiting] = useState(0)
  const [refused, setRefused] = useState<string | null>(null)

  useEffect(() => {
    const store = createRaterStore(user, localStorage)
    const life = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let tries = 0
    let round: Promise<void> | null = null

    const sendAll = async () => {
      const all = await store.outgoing()
      for (const outgoing of all) {
        if (life.signal.aborted) return
        const delivery = await deliver(store, outgoing, submitRating)
        if (delivery.kind === 'refused' && !life.signal.aborted) setRefused(delivery.message)
      }
      const left = all.length === 0 ? 0 : (await store.outgoing()).length
      if (left < all.length) await client.invalidateQueries(queries.work())
      if (life.signal.aborted) return
      setWaiting(left)
      if (left === 0) return
      timer = setTimeout(start, waitBefore(tries))
      tries += 1
    }
    const start = () => {
      clearTimeout(timer)
      round ??= sendAll().finally(() => {
        round = null
      })
    }
    const online = () => {
      tries = 0
      start()
    }
    start()
    window.addEventListener('online', online)
    return () => {
      life.abort()
      clearTimeout(timer)
      window.removeEventListener('online', online)
      // What is on its way is noted before the store closes.
      void Promise.resolve(round).then(() => store.close())
    }
  }, [user, client])

  return {
    waiting,
    refused,
    dismiss: () => {
      setRefused(null)
    },
  }
}
