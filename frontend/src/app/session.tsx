import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { Navigate, useLocation } from 'react-router'

import { queries } from '../api/queries'
import type { Role, User } from '../api/types'
import { ErrorState, Forbidden, PageSkeleton } from './States'

const UserContext = createContext<User | null>(null)

/** The person who is signed in; only pages inside RequireUser may ask. */
export function useUser(): User {
  const user = use(UserContext)
  if (!user) throw new Error('useUser is for pages inside RequireUser')
  return user
}

/** Sends a visitor to the sign-in page, and back to where they were going. */
export function RequireUser({ children }: { children: React.ReactNode }) {
  const session = useQuery(queries.session())
  const location = useLocation()
  if (session.isPending) return <PageSkeleton rows={2} />
  if (session.error)
    return <ErrorState error={session.error} onRetry={() => void session.refetch()} />
  if (!session.data.user) {
    const from = location.pathname + location.search
    return <Navigate to="/signin" replace state={{ from }} />
  }
  return <UserContext value={session.data.user}>{children}</UserContext>
}

export function RequireRole({
  roles,
  children,
}: {
  roles: readonly Role[]
  children: React.ReactNode
}) {
  const user = useUser()
  if (roles.includes(user.role)) return children
  return <Forbidden />
}

export function homeOf(user: User): string {
  return user.role === 'annotator' ? '/work' : '/projects'
}
