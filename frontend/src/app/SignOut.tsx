import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Navigate, useLocation, useNavigate } from 'react-router'

import { signOut } from '../api/endpoints'
import { ErrorState, PageSkeleton } from './States'

/** What the button hands on: an address alone signs nobody out. */
export interface SigningOut {
  from: string
}

function isSigningOut(state: unknown): state is SigningOut {
  return typeof state === 'object' && state !== null && 'from' in state
}

/**
 * Signing out is a page to go to, so that a page with unsaved work asks first, as it does before any other link.
 */
export function SignOut() {
  const state: unknown = useLocation().state
  const asked = isSigningOut(state)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { mutate, error, isPending } = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      client.clear()
      await navigate('/signin', { replace: true, state })
    },
  })
  const begun = useRef(false)
  useEffect(() => {
    if (!asked || begun.current) return
    begun.current = true
    mutate()
  }, [asked, mutate])
  if (!asked) return <Navigate to="/" replace />
  if (error && !isPending) {
    return (
      <ErrorState
        error={error}
        onRetry={() => {
          mutate()
        }}
      />
    )
  }
  return <PageSkeleton rows={2} />
}
