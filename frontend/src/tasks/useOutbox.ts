import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { submitRating } from '../api/endpoints'
import { createDraftStore } from './draftStore'
import { createOutbox, deliver, waitBefore } from './outbox'
import type { Delivery, Outgoing } from './outbox'

export interface OutboxHandle {
  /** Stored before the first try; resolves when confirmed or refused for good. */
  submit: (outgoing: Outgoing) => Promise<Delivery>
  /** Send what an earlier visit left; resolves once nothing more can be sent now. */
  flush: () => Promise<Delivery | null>
  waiting: number
  offline: boolean
  signedOut: boolean
}

/** Sleeps, but wakes at once when the network comes back. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}

export function useOutbox(user: number): OutboxHandle {
  const outbox = useMemo(() => createOutbox(localStorage, user), [user])
  const drafts = useMemo(() => createDraftStore(localStorage, user), [user])
  const [waiting, setWaiting] = useState(() => outbox.list().length)
  const [offline, setOffline] = useState(false)
  const [signedOut, setSignedOut] = useState(false)
  const life = useRef<AbortController>(null)

  useEffect(() => {
    const controller = new AbortController()
    life.current = controller
    return () => {
      controller.abort()
    }
  }, [])

  const attempt = useCallback(
    async (outgoing: Outgoing): Promise<Delivery> => {
      const delivery = await deliver(outbox, outgoing, submitRating)
      if (delivery.kind === 'confirmed') drafts.drop(outgoing.assignment_id)
      setWaiting(outbox.list().length)
      setOffline(delivery.kind === 'later')
      setSignedOut(delivery.kind === 'signedOut')
      return delivery
    },
    [outbox, drafts],
  )

  const persist = useCallback(
    async (outgoing: Outgoing): Promise<Delivery> => {
      for (let tries = 0; ; tries += 1) {
        const delivery = await attempt(outgoing)
        if (delivery.kind === 'confirmed' || delivery.kind === 'refused') return delivery
        const signal = life.current?.signal
        if (!signal || signal.aborted) return delivery
        await pause(waitBefore(tries), signal)
        if (signal.aborted) return delivery
      }
    },
    [attempt],
  )

  const submit = useCallback(
    (outgoing: Outgoing) => {
      outbox.add(outgoing)
      setWaiting(outbox.list().length)
      return persist(outgoing)
    },
    [outbox, persist],
  )

  const flush = useCallback(async () => {
    let refused: Delivery | null = null
    for (const outgoing of outbox.list()) {
      const delivery = await persist(outgoing)
      if (delivery.kind === 'refused') refused = delivery
    }
    return refused
  }, [outbox, persist])

  return { submit, flush, waiting, offline, signedOut }
}
