import { useCallback, useEffect, useRef, useState } from 'react'

import { submitRating } from '../../api/endpoints'
import type { RaterStore } from '../kept/raterStore'
import { deliver, waitBefore } from './outbox'
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
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}

/** `onKept`: whether this computer keeps a submission through a reload. */
export function useOutbox(store: RaterStore, onKept: (durable: boolean) => void): OutboxHandle {
  const [waiting, setWaiting] = useState(0)
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
      const delivery = await deliver(store, outgoing, submitRating)
      if (delivery.kind === 'confirmed' || delivery.kind === 'refused') {
        setWaiting((count) => Math.max(0, count - 1))
      }
      setOffline(delivery.kind === 'later')
      setSignedOut(delivery.kind === 'signedOut')
      return delivery
    },
    [store],
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
    async (outgoing: Outgoing) => {
      setWaiting((count) => count + 1)
      onKept(await store.add(outgoing))
      return persist(outgoing)
    },
    [store, persist, onKept],
  )

  const flush = useCallback(async () => {
    let refused: Delivery | null = null
    const left = await store.outgoing()
    setWaiting(left.length)
    for (const outgoing of left) {
      const delivery = await attempt(outgoing)
      if (delivery.kind === 'refused') refused = delivery
      if (delivery.kind === 'confirmed' || delivery.kind === 'refused') continue
      // Without the server nothing goes on; one that the server fails on holds up no other.
      const rest = persist(outgoing)
      if (!(delivery.kind === 'later' && delivery.reached)) await rest
    }
    return refused
  }, [store, attempt, persist])

  return { submit, flush, waiting, offline, signedOut }
}
