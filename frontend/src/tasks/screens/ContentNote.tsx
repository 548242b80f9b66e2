import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import { queries } from '../../api/queries'
import type { User } from '../../api/types'
import { useTitle } from '../../app/Page'
import { ErrorState, PageSkeleton } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { readNoted, writeNoted } from '../preferences'
import styles from '../rating.module.css'

/** The keyboard starts on the question that is asked here. */
const focusOn = (heading: HTMLHeadingElement | null) => {
  heading?.focus()
}

function Note({ title, text, onAccept }: { title: string; text: string; onAccept: () => void }) {
  useTitle(m.contentNote.title)
  return (
    <main className={styles.centre} id="content">
      <Icon name="warning" size={40} />
      <h1 tabIndex={-1} ref={focusOn}>
        {m.contentNote.title}
      </h1>
      <p>
        <b>
          <bdi>{title}</bdi>
        </b>
      </p>
      <p dir="auto">{text}</p>
      <p>{m.contentNote.wayOut}</p>
      <div className={styles.centreTools}>
        <Button onClick={onAccept}>{m.contentNote.accept}</Button>
        <Button variant="default" component={Link} to="/work">
          {m.contentNote.decline}
        </Button>
      </div>
    </main>
  )
}

/**
 * A project's content note, before its first item is fetched or played: once on this computer, and again when its
 * words change.
 */
export function ContentNote({
  user,
  slug,
  children,
}: {
  user: User
  slug: string
  children: React.ReactNode
}) {
  const [noted, setNoted] = useState(() => readNoted(user.id, slug))
  const work = useQuery(queries.work())
  const card = work.data?.find((candidate) => candidate.slug === slug)
  const text = card?.content_warning ?? ''
  if (work.isPending && noted === null) return <PageSkeleton rows={2} />
  // Without knowing whether there is a note, nothing that it might warn of is shown.
  if (work.isError && !work.data && noted === null) {
    return <ErrorState error={work.error} onRetry={() => void work.refetch()} />
  }
  if (!card || text === '' || text === noted) return children
  return (
    <Note
      title={card.title}
      text={text}
      onAccept={() => {
        writeNoted(user.id, slug, text)
        setNoted(text)
      }}
    />
  )
}
