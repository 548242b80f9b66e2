import { Alert, Button, Checkbox, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { decisions, reviewParticipants } from '../../api/decisions'
import type { Participant, RecruitLink } from '../../api/types'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { EmptyState, Loading, errorText } from '../../app/States'
import { formatAgo, formatDuration, formatNumber, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import shared from '../results.module.css'
import { PERSON_TONES } from './LinkParts'
import { isReviewable, participantState } from './links'
import styles from './recruiting.module.css'

const t = m.studio.recruiting

const COLUMNS = [
  { title: t.chosenColumn, quiet: true, width: 40 },
  { title: t.externalId },
  { title: t.state },
  { title: t.items },
  { title: t.checks },
  { title: t.time },
  { title: t.joined },
  { title: t.seen },
]

type Verdict = 'approved' | 'rejected'

function Row({
  person,
  chosen,
  onChoose,
}: {
  person: Participant
  chosen: boolean
  onChoose: (chosen: boolean) => void
}) {
  const state = participantState(person)
  const { reviewed_by: by } = person
  return (
    <CardRow lead>
      <Cell part="lead">
        <Checkbox
          aria-label={t.choose(person.external_id)}
          disabled={!isReviewable(person)}
          checked={chosen}
          onChange={(event) => {
            onChoose(event.currentTarget.checked)
          }}
        />
      </Cell>
      <Cell part="title" className="mono">
        <bdi>{person.external_id}</bdi>
      </Cell>
      <Cell part="wide">
        <Tag tone={PERSON_TONES[state]}>{t.personStates[state]}</Tag>
        {person.stopped && <Tag tone="bad">{m.studio.checks.stopped}</Tag>}
        {by && (
          <p className={shared.small}>
            {t.reviewedBy(by)}
            {person.review_note && `: ${person.review_note}`}
          </p>
        )}
      </Cell>
      <Cell name={t.items} num>
        {formatNumber(person.items)}
      </Cell>
      <Cell name={t.checks} num empty={person.checks === 0}>
        {person.checks === 0 ? '–' : t.missed(person.misses, person.checks)}
      </Cell>
      <Cell name={t.time} num empty={person.items === 0}>
        {person.items === 0 ? '–' : formatDuration(person.minutes * 60)}
      </Cell>
      <Cell name={t.joined}>{formatAgo(person.joined_at)}</Cell>
      <Cell name={t.seen}>{formatAgo(person.seen_at)}</Cell>
    </CardRow>
  )
}

function useReview(slug: string, link: number, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Parameters<typeof reviewParticipants>[2]) =>
      reviewParticipants(slug, link, body),
    onSuccess: async (people, { state, external_ids: ids }) => {
      client.setQueryData(decisions.participants(slug, link).queryKey, people)
      await client.invalidateQueries(decisions.links(slug))
      notifications.show({ message: t.reviewed[state](ids.length) })
      onDone()
    },
  })
}

/** A verdict on those who were chosen. A rejection says why. */
function Review({ slug, link, chosen, onDone }: ReviewProps) {
  const [note, setNote] = useState('')
  const review = useReview(slug, link, () => {
    setNote('')
    onDone()
  })
  const send = (state: Verdict) => {
    review.mutate({ external_ids: chosen, state, note: note.trim() })
  }
  return (
    <div className={styles.review} data-chosen={chosen.length > 0 || undefined}>
      <span role="status">{t.chosen(chosen.length)}</span>
      <TextInput
        className={styles.reviewNote}
        aria-label={t.note}
        placeholder={t.note}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value)
        }}
      />
      <Button
        size="sm"
        variant="default"
        disabled={chosen.length === 0 || !note.trim()}
        loading={review.isPending}
        onClick={() => {
          send('rejected')
        }}
      >
        {t.reject}
      </Button>
      <Button
        size="sm"
        disabled={chosen.length === 0}
        loading={review.isPending}
        onClick={() => {
          send('approved')
        }}
      >
        {t.approve}
      </Button>
      {review.error && (
        <Alert color="red" role="alert" className={styles.wide}>
          {errorText(review.error)}
        </Alert>
      )}
    </div>
  )
}

interface ReviewProps {
  slug: string
  link: number
  chosen: string[]
  onDone: () => void
}

function People({ slug, link, people }: { slug: string; link: number; people: Participant[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const waiting = people.filter(({ state }) => state === 'completed')
  const choose = (id: string, on: boolean) => {
    setChosen((now) => {
      const next = new Set(now)
      if (on) next.add(id)
      else next.delete(id)
      return next
    })
  }
  const all = waiting.length > 0 && waiting.every(({ external_id: id }) => chosen.has(id))
  return (
    <>
      {waiting.length > 0 && (
        <Checkbox
          mb="xs"
          label={t.chooseAll}
          checked={all}
          indeterminate={!all && waiting.some(({ external_id: id }) => chosen.has(id))}
          onChange={(event) => {
            const on = event.currentTarget.checked
            setChosen(new Set(on ? waiting.map(({ external_id: id }) => id) : []))
          }}
        />
      )}
      <CardTable columns={COLUMNS}>
        {people.map((person) => (
          <Row
            key={person.external_id}
            person={person}
            chosen={chosen.has(person.external_id)}
            onChoose={(on) => {
              choose(person.external_id, on)
            }}
          />
        ))}
      </CardTable>
      <Review
        slug={slug}
        link={link}
        chosen={[...chosen]}
        onDone={() => {
          setChosen(new Set())
        }}
      />
    </>
  )
}

export function Participants({
  slug,
  link,
  csv,
}: {
  slug: string
  link: RecruitLink
  csv: React.ReactNode
}) {
  const query = useQuery(decisions.participants(slug, link.id))
  return (
    <Panel title={t.participants} note={t.participantsNote} tools={csv}>
      <Loading query={query} rows={3}>
        {(people) =>
          people.length === 0 ? (
            <EmptyState icon="users" title={t.nobody} text={t.nobodyText} />
          ) : (
            <People slug={slug} link={link.id} people={people} />
          )
        }
      </Loading>
    </Panel>
  )
}
