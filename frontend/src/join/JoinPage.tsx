import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'

import { acceptContentWarning, join } from '../api/endpoints'
import { ApiError } from '../api/http'
import { queries } from '../api/queries'
import type { JoinInfo, Participation } from '../api/types'
import { useTitle } from '../app/Page'
import { EmptyState, ErrorState, PageSkeleton, errorText } from '../app/States'
import { m } from '../i18n'
import { FinishScreen } from '../tasks/FinishScreen'
import { writeNoted } from '../tasks/preferences'
import { Icon, Logo } from '../theme/Icon'
import { writeJoined } from './joined'
import styles from './join.module.css'

/** What of the address goes along: only what the link says is kept. */
function keptOf(info: JoinInfo, search: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    info.kept_parameters.flatMap((name) => {
      const value = search.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

function About({ info }: { info: JoinInfo }) {
  return (
    <>
      {info.description && (
        <section>
          <h2>{m.join.about}</h2>
          <p dir="auto">{info.description}</p>
        </section>
      )}
      {info.items_per_participant !== null && <p>{m.join.items(info.items_per_participant)}</p>}
      {info.content_warning && (
        <section className={styles.warning}>
          <h2>
            <Icon name="warning" size={17} />
            {m.join.warning}
          </h2>
          <p dir="auto">{info.content_warning}</p>
        </section>
      )}
      <p>{m.join.wayOut}</p>
    </>
  )
}

function useJoin(token: string, info: JoinInfo, onFinished: (done: Participation) => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  return useMutation({
    mutationFn: ({ id, consent }: { id: string; consent: boolean }) =>
      join(token, { external_id: id, parameters: keptOf(info, search), consent }),
    onSuccess: async (participation) => {
      client.clear()
      if (participation.finish) {
        onFinished(participation)
        return
      }
      const { user } = await client.fetchQuery(queries.session())
      writeJoined(participation.slug, token)
      if (user && info.content_warning) {
        // It was read on this page; the project's own note need not be shown again.
        writeNoted(user.id, participation.slug, info.content_warning)
        await acceptContentWarning(participation.slug).catch(() => undefined)
      }
      await navigate(`/rate/${participation.slug}`, { replace: true })
    },
  })
}

interface FormProps {
  info: JoinInfo
  token: string
  onFinished: (done: Participation) => void
}

function JoinForm({ info, token, onFinished }: FormProps) {
  const [search] = useSearchParams()
  const given = (search.get(info.id_parameter) ?? '').trim()
  const session = useQuery(queries.session())
  const [id, setId] = useState(given)
  const [agreed, setAgreed] = useState(false)
  const [back, setBack] = useState(info.closed === null)
  const joining = useJoin(token, info, onFinished)
  const asksConsent = info.consent_text !== '' && info.closed === null
  const who = session.data?.user
  if (!back) {
    return (
      <section className={styles.closed}>
        <h2>{m.join.closed}</h2>
        {info.closed !== null && <p>{m.closedStudy[info.closed]}</p>}
        <p>{m.join.cameBeforeText}</p>
        <Button
          variant="default"
          onClick={() => {
            setBack(true)
          }}
        >
          {m.join.cameBefore}
        </Button>
      </section>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        joining.mutate({ id, consent: agreed })
      }}
    >
      {asksConsent && (
        <section>
          <h2>{m.join.consent}</h2>
          <div className={styles.consent} dir="auto">
            {info.consent_text}
          </div>
          <Checkbox
            label={m.join.agree}
            checked={agreed}
            onChange={(event) => {
              setAgreed(event.currentTarget.checked)
            }}
          />
          <p className={styles.small}>{m.join.mustAgree}</p>
        </section>
      )}
      {given === '' && (
        <TextInput
          label={m.join.id}
          description={m.join.idMissing(info.id_parameter)}
          value={id}
          maxLength={200}
          autoComplete="off"
          dir="ltr"
          onChange={(event) => {
            setId(event.currentTarget.value)
          }}
        />
      )}
      {who && !who.username.startsWith('guest-') && (
        <p className={styles.small}>{m.join.signedInAs(who.name || who.username)}</p>
      )}
      {joining.error && (
        <p className={styles.error} role="alert">
          <Icon name="warning" size={17} />
          <span dir="auto">{errorText(joining.error)}</span>
        </p>
      )}
      <Button
        type="submit"
        size="lg"
        loading={joining.isPending}
        disabled={id.trim() === '' || (asksConsent && !agreed)}
      >
        {m.join.start}
      </Button>
    </form>
  )
}

/** Where a recruiting link leads: what the study is, consent, and straight to the first item. */
export function JoinPage() {
  const { token = '' } = useParams()
  const info = useQuery(queries.join(token))
  const [finished, setFinished] = useState<Participation | null>(null)
  useTitle(info.data?.title ?? m.join.invited)
  if (finished?.finish) {
    return (
      <main className={styles.page} id="content">
        <FinishScreen finish={finished.finish} again />
      </main>
    )
  }
  return (
    <main className={styles.page} id="content">
      <div className={styles.sheet}>
        <p className={styles.brand}>
          <Logo size={26} />
          {m.common.product}
        </p>
        {info.isPending && <PageSkeleton rows={3} />}
        {info.error instanceof ApiError && info.error.status === 404 ? (
          <EmptyState icon="question" title={m.join.noStudy} text={m.join.noStudyText} />
        ) : (
          info.error && <ErrorState error={info.error} onRetry={() => void info.refetch()} />
        )}
        {info.data && (
          <>
            <p className={styles.small}>{m.join.invited}</p>
            <h1>
              <bdi>{info.data.title}</bdi>
            </h1>
            <About info={info.data} />
            <JoinForm info={info.data} token={token} onFinished={setFinished} />
          </>
        )}
      </div>
    </main>
  )
}
