import { Alert, Button, Group, Skeleton } from '@mantine/core'
import { Link } from 'react-router'

import { ApiError, NetworkError } from '../api/http'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import type { IconName } from '../theme/Icon'
import styles from './app.module.css'
import { refusalText } from './refusalText'

interface StateProps {
  icon: IconName
  title: string
  text: string
  children?: React.ReactNode
}

function State({ icon, title, text, children }: StateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.stateIcon}>
        <Icon name={icon} size={26} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className={styles.stateTools}>{children}</div>}
    </div>
  )
}

/** What would be here, and the first step towards it. */
export function EmptyState(props: StateProps) {
  return <State {...props} />
}

function GoHome() {
  return (
    <Button component={Link} to="/">
      {m.errors.goHome}
    </Button>
  )
}

export function NotFound() {
  return (
    <State icon="question" title={m.errors.notFoundTitle} text={m.errors.notFound}>
      <GoHome />
    </State>
  )
}

export function Forbidden() {
  return (
    <State icon="lock" title={m.errors.forbiddenTitle} text={m.errors.forbidden}>
      <GoHome />
    </State>
  )
}

export function errorText(error: unknown): string {
  if (error instanceof NetworkError) return m.errors.network
  if (error instanceof ApiError) return refusalText(error)
  return error instanceof Error ? error.message : m.errors.unexpected
}

/** What happened and the way out. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (error instanceof ApiError && error.status === 404) return <NotFound />
  return (
    <div role="alert">
      <State icon="warning" title={m.errors.title} text={errorText(error)}>
        {onRetry && (
          <Button leftSection={<Icon name="refresh" size={16} />} onClick={onRetry}>
            {m.common.retry}
          </Button>
        )}
        <Button variant="default" component={Link} to="/">
          {m.errors.goHome}
        </Button>
      </State>
    </div>
  )
}

export function PageSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div role="status" aria-label={m.common.loading} className={styles.skeletons}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 96 : 52} />
      ))}
    </div>
  )
}

interface Loaded<Data> {
  data: Data | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** For a part of a page that stays away where it has nothing to tell: it does tell of a fault. */
export function PartFailed({ query }: { query: Pick<Loaded<unknown>, 'error' | 'refetch'> }) {
  return (
    <Alert color="red" role="alert" my="sm">
      <Group justify="space-between" gap="sm">
        {errorText(query.error)}
        <Button size="compact-sm" variant="default" onClick={() => void query.refetch()}>
          {m.common.retry}
        </Button>
      </Group>
    </Alert>
  )
}

/** Skeleton, error with a way out, or the page: the same three on every page. */
export function Loading<Data>({
  query,
  rows,
  children,
}: {
  query: Loaded<Data>
  rows?: number
  children: (data: Data) => React.ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <PageSkeleton {...(rows === undefined ? {} : { rows })} />
}
