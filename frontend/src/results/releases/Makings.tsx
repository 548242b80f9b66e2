import { Alert, Button, Group, Progress } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { isLive, queries } from '../../api/queries'
import { cancelMaking, makeRelease, makings } from '../../api/releases'
import type { Making as MakingRow } from '../../api/releases'
import { Panel } from '../../app/Page'
import { PartFailed, errorText } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import shared from '../results.module.css'
import styles from './releases.module.css'

const t = m.releases

function Making({ slug, making }: { slug: string; making: MakingRow }) {
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelMaking(slug, making.id),
    onSuccess: async () => {
      notifications.show({ message: t.calledOff(making.tag) })
      await client.invalidateQueries(makings(slug))
    },
  })
  return (
    <div className={styles.making}>
      <p>
        <strong>
          {slug}@{making.tag}
        </strong>{' '}
        <span className={shared.small}>{t.makingStages[making.stage] ?? making.stage}</span>
      </p>
      <Group gap="md" wrap="nowrap">
        <Progress
          className={styles.makingBar}
          value={making.progress * 100}
          size="lg"
          aria-label={t.makingProgress(making.tag)}
        />
        <span className="num">{formatPercent(making.progress)}</span>
        <Button
          size="compact-sm"
          variant="default"
          loading={cancel.isPending}
          onClick={() => {
            cancel.mutate()
          }}
        >
          {t.callOff}
        </Button>
      </Group>
      {cancel.error && (
        <Alert color="red" role="alert" mt="sm">
          {errorText(cancel.error)}
        </Alert>
      )}
    </div>
  )
}

function Failed({ slug, making }: { slug: string; making: MakingRow }) {
  const client = useQueryClient()
  const again = useMutation({
    mutationFn: () => makeRelease(slug, making.tag),
    onSettled: () => client.invalidateQueries(makings(slug)),
  })
  return (
    <Alert color="red" title={t.notMade(making.tag)} my="sm">
      <p>{again.error ? errorText(again.error) : making.message}</p>
      <Button
        mt="sm"
        size="compact-sm"
        variant="default"
        loading={again.isPending}
        onClick={() => {
          again.mutate()
        }}
      >
        {t.tryAgain}
      </Button>
    </Alert>
  )
}

/** Releases that a worker makes, and those that failed; the list follows when one is done. */
export function Makings({ slug }: { slug: string }) {
  const client = useQueryClient()
  const query = useQuery(makings(slug))
  const { data } = query
  const live = useRef<readonly MakingRow[]>([])
  useEffect(() => {
    if (!data) return
    const gone = live.current.filter((was) => !data.some(({ id }) => id === was.id))
    live.current = data.filter(isLive)
    if (gone.length > 0) void tellOf(gone)

    async function tellOf(ended: readonly MakingRow[]) {
      const rows = await client.fetchQuery({ ...queries.releases(slug), staleTime: 0 })
      for (const { tag } of ended) {
        if (rows.some((row) => row.tag === tag)) notifications.show({ message: t.made(tag) })
      }
    }
  }, [client, data, slug])
  if (query.isLoadingError) return <PartFailed query={query} />
  if (!data || data.length === 0) return null
  return (
    <Panel title={t.making}>
      {data.map((making) =>
        isLive(making) ? (
          <Making key={making.id} slug={slug} making={making} />
        ) : (
          <Failed key={making.id} slug={slug} making={making} />
        ),
      )}
    </Panel>
  )
}
