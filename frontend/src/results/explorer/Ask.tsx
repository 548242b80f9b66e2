import { Alert, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { askForRaters } from '../../api/agreement'
import type { DisagreementQuery, DividedItem } from '../../api/types'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import styles from './explorer.module.css'
import { MOST_MORE } from './query'

const t = m.studio.explorer

type Asked = Parameters<typeof askForRaters>[1]

/** Ask for more raters, say what came of it, and show the items as they are then. */
export function useAsking(slug: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (asked: Asked) => askForRaters(slug, asked),
    onSuccess: async ({ items, ratings }) => {
      notifications.show({ message: t.asked(ratings, items) })
      await client.invalidateQueries({ queryKey: ['project', slug] })
    },
    onError: (error) => {
      notifications.show({ color: 'red', message: errorText(error) })
    },
  })
}

/** How many more raters an item is to wait for now: what it needs, a few at a time. */
export function askFor(item: DividedItem): number {
  return item.can_ask && item.more ? Math.min(item.more, MOST_MORE) : 0
}

/** For every item of the list that needs more, after a second look at the number. */
export function AskAll({
  slug,
  where,
  ratings,
}: {
  slug: string
  where: DisagreementQuery
  ratings: number
}) {
  const [sure, setSure] = useState(false)
  const asking = useAsking(slug)
  if (!sure) {
    return (
      <Button
        size="compact-md"
        variant="default"
        onClick={() => {
          setSure(true)
        }}
      >
        {t.askAll(ratings)}
      </Button>
    )
  }
  return (
    <Alert className={styles.sure}>
      <p>
        {t.askAll(ratings)}. {t.askAllNote(MOST_MORE)}
      </p>
      <Button
        size="compact-md"
        loading={asking.isPending}
        onClick={() => {
          asking.mutate(
            { where: { ...where }, most: MOST_MORE },
            {
              onSettled: () => {
                setSure(false)
              },
            },
          )
        }}
      >
        {t.confirm}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        onClick={() => {
          setSure(false)
        }}
      >
        {t.cancel}
      </Button>
    </Alert>
  )
}
