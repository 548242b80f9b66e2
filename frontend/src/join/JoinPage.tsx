import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'

import { ApiError } from '../api/http'
import { queries } from '../api/queries'
import type { JoinInfo, Participation, User } from '../api/types'
import { useTitle } from '../app/Page'
import { EmptyState, ErrorState, PageSkeleton } from '../app/States'
import { m } from '../i18n'
import { FinishScreen } from '../tasks/screens/FinishScreen'
import { Icon, Logo } from '../theme/Icon'
import { Closed, IdForm, JoinForm } from './JoinForm'
import { StraightOn } from './StraightOn'
import styles from './join.module.css'

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

interface StudyProps {
  info: JoinInfo
  token: string
  /** Empty while it is not known. */
  id: string
  typed: boolean
  /** Who is signed in. */
  who: User | null
  onId: (id: string) => void
  onFinished: (done: Participation) => void
}

function Study({ typed, onId, who, ...joining }: StudyProps) {
  const { info, id } = joining
  const [back, setBack] = useState(false)
  // As it was when the page came: joining changes who is signed in.
  const [otherAccount] = useState(() =>
    who && !who.username.startsWith('guest-') ? who.name || who.username : null,
  )
  // Another account is signed out by a press of a button alone.
  if (info.standing === 'agreed' && otherAccount === null) return <StraightOn {...joining} />
  const closed = info.standing === 'new' && !back ? info.closed : null
  return (
    <>
      <p className={styles.small}>{m.join.invited}</p>
      <h1>
        <bdi>{info.title}</bdi>
      </h1>
      <About info={info} />
      {closed !== null && (
        <Closed
          why={closed}
          onBack={() => {
            setBack(true)
          }}
        />
      )}
      {closed === null && id === '' && <IdForm parameter={info.id_parameter} onId={onId} />}
      {closed === null && id !== '' && (
        <JoinForm
          {...joining}
          otherAccount={otherAccount}
          onOtherId={
            typed
              ? () => {
                  onId('')
                }
              : null
          }
        />
      )}
    </>
  )
}

/** Where a recruiting link leads: what the study is, consent, and straight to the first item. */
export function JoinPage() {
  const { token = '' } = useParams()
  const [search] = useSearchParams()
  const [typed, setTyped] = useState('')
  const [finished, setFinished] = useState<Participation | null>(null)
  // The link says which parameter of the address is the id; how its person stands is asked then.
  const link = useQuery(queries.join(token, ''))
  const given = link.data ? (search.get(link.data.id_parameter) ?? '').trim() : ''
  const id = given || typed
  const asked = useQuery({ ...queries.join(token, id), enabled: link.isSuccess })
  const session = useQuery(queries.session())
  const failed = link.error ?? asked.error
  useTitle(link.data?.title ?? m.join.invited)
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
        {(asked.isPending || session.isPending) && !failed && <PageSkeleton rows={3} />}
        {failed instanceof ApiError && failed.status === 404 ? (
          <EmptyState icon="question" title={m.join.noStudy} text={m.join.noStudyText} />
        ) : (
          failed && (
            <ErrorState error={failed} onRetry={() => void (link.error ? link : asked).refetch()} />
          )
        )}
        {asked.data && !session.isPending && (
          <Study
            key={id}
            info={asked.data}
            token={token}
            id={id}
            who={session.data?.user ?? null}
            typed={given === ''}
            onId={setTyped}
            onFinished={setFinished}
          />
        )}
      </div>
    </main>
  )
}
