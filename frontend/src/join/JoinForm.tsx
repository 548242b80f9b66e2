import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { JoinInfo } from '../api/types'
import { errorText } from '../app/States'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import { useJoin } from './useJoin'
import type { Joining } from './useJoin'
import styles from './join.module.css'

/** Where the address lacks the id: it says who comes back, so it is asked for before consent. */
export function IdForm({ parameter, onId }: { parameter: string; onId: (id: string) => void }) {
  const [id, setId] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onId(id.trim())
      }}
    >
      <TextInput
        label={m.join.id}
        description={m.join.idMissing(parameter)}
        value={id}
        maxLength={200}
        autoComplete="off"
        dir="ltr"
        onChange={(event) => {
          setId(event.currentTarget.value)
        }}
      />
      <Button type="submit" size="lg" disabled={id.trim() === ''}>
        {m.join.goOn}
      </Button>
    </form>
  )
}

/** Nobody new gets in; who came before may try. */
export function Closed({
  why,
  onBack,
}: {
  why: NonNullable<JoinInfo['closed']>
  onBack: () => void
}) {
  return (
    <section className={styles.closed}>
      <h2>{m.join.closed}</h2>
      <p>{m.closedStudy[why]}</p>
      <p>{m.join.cameBeforeText}</p>
      <Button variant="default" onClick={onBack}>
        {m.join.cameBefore}
      </Button>
    </section>
  )
}

/** What somebody who came before is told about the text that they agreed to. */
function Before({ standing }: { standing: JoinInfo['standing'] }) {
  if (standing === 'new') return null
  const changed = standing === 'changed'
  return (
    <section className={changed ? styles.changed : undefined} role="status">
      <h2>
        <Icon name={changed ? 'info' : 'check'} size={17} />
        {changed ? m.join.changed : m.join.welcomeBack}
      </h2>
      <p>{changed ? m.join.changedText : m.join.welcomeBackText}</p>
    </section>
  )
}

interface FormProps extends Joining {
  /** Whose account is signed in here and would be signed out. */
  otherAccount: string | null
  /** Takes back an id that was typed; null where the address gave it. */
  onOtherId: (() => void) | null
}

/** Consent, from whom has not agreed to the text as it is now, and the way in. */
export function JoinForm({ otherAccount, onOtherId, ...joining }: FormProps) {
  const { info, id } = joining
  const [agreed, setAgreed] = useState(false)
  const entering = useJoin(joining, true)
  const { standing } = info
  const again = standing === 'changed'
  const asksConsent = info.consent_text !== '' && (again || (standing === 'new' && !info.closed))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        entering.mutate(agreed)
      }}
    >
      <Before standing={standing} />
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
          <p className={styles.small}>{again ? m.join.mustAgreeAgain : m.join.mustAgree}</p>
        </section>
      )}
      {onOtherId && (
        <p className={styles.small}>
          {m.join.id}: <b dir="ltr">{id}</b>{' '}
          <Button variant="subtle" size="compact-sm" onClick={onOtherId}>
            {m.join.otherId}
          </Button>
        </p>
      )}
      {otherAccount !== null && <p className={styles.small}>{m.join.signedInAs(otherAccount)}</p>}
      {entering.error && (
        <p className={styles.error} role="alert">
          <Icon name="warning" size={17} />
          <span dir="auto">{errorText(entering.error)}</span>
        </p>
      )}
      <Button
        type="submit"
        size="lg"
        loading={entering.isPending}
        disabled={asksConsent && !agreed}
      >
        {standing === 'new' ? m.join.start : m.join.goOn}
      </Button>
    </form>
  )
}
