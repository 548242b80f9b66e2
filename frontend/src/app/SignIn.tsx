import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useLocation } from 'react-router'

import { signIn } from '../api/endpoints'
import { ApiError } from '../api/http'
import { queries } from '../api/queries'
import { m } from '../i18n'
import { Icon, Logo } from '../theme/Icon'
import { LanguageMenu } from './LanguageMenu'
import { useTitle } from './Page'
import { errorText } from './States'
import styles from './app.module.css'
import { homeOf } from './session'

function problemOf(error: unknown): string {
  const refused = error instanceof ApiError && error.status === 400
  return refused ? m.session.wrong : errorText(error)
}

function SoftLabelPicture() {
  const rows = [
    [0.58, 0.3, 0.12],
    [0.4, 0.45, 0.15],
    [0.7, 0.2, 0.1],
    [0.56, 0.32, 0.12],
  ]
  const colours = ['#e69f00', '#56b4e9', '#009e73']
  return (
    <svg viewBox="0 0 320 132" className={styles.picture} aria-hidden="true">
      {rows.map((shares, row) => {
        let x = 0
        return shares.map((share, index) => {
          const from = x
          x += share * 320
          return (
            <rect
              key={`${String(row)}-${String(index)}`}
              x={from}
              y={row * 30 + (row === 3 ? 14 : 0)}
              width={Math.max(0, share * 320 - 3)}
              height={row === 3 ? 26 : 18}
              rx="4"
              fill={colours[index]}
              opacity={row === 3 ? 1 : 0.6}
            />
          )
        })
      })}
    </svg>
  )
}

export function SignIn() {
  useTitle(m.session.title)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const client = useQueryClient()
  const location = useLocation()
  const session = useQuery(queries.session())
  const attempt = useMutation({
    mutationFn: () => signIn(username.trim(), password),
    onSuccess: (next) => {
      client.setQueryData(queries.session().queryKey, next)
      // What another person saw on this computer is not this person's.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    },
  })
  if (session.data?.user) {
    const state = location.state as { from?: string } | null
    const from = state?.from && state.from !== '/' ? state.from : homeOf(session.data.user)
    return <Navigate to={from} replace />
  }
  return (
    <div className={styles.signIn}>
      <aside className={styles.pitch}>
        <div className={styles.brand}>
          <Logo size={36} />
          {m.common.product}
        </div>
        <p className={styles.pitchLead}>{m.session.lead}</p>
        <SoftLabelPicture />
        <ul>
          {m.session.points.map(([title, text]) => (
            <li key={title}>
              <Icon name="check" />
              <span>
                <b>{title}.</b> {text}
              </span>
            </li>
          ))}
        </ul>
      </aside>
      <main className={styles.signInForm}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            attempt.mutate()
          }}
        >
          <h1>{m.session.title}</h1>
          <div aria-live="polite">
            {attempt.error && <Alert color="red">{problemOf(attempt.error)}</Alert>}
            {session.error && <Alert color="red">{errorText(session.error)}</Alert>}
          </div>
          <TextInput
            label={m.session.username}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            size="md"
            value={username}
            onChange={(event) => {
              setUsername(event.currentTarget.value)
            }}
          />
          <PasswordInput
            label={m.session.password}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value)
            }}
          />
          <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
            {m.session.submit}
          </Button>
          <p className={styles.forgot}>{m.session.forgot}</p>
          <LanguageMenu />
        </form>
      </main>
    </div>
  )
}
