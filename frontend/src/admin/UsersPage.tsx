import { Alert, Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { changeUser, createUser } from '../api/endpoints'
import { queries } from '../api/queries'
import type { Account, Role } from '../api/types'
import { CardRow, CardTable, Cell } from '../app/CardTable'
import { Page, Panel } from '../app/Page'
import { Loading, errorText } from '../app/States'
import { useUser } from '../app/session'
import { m } from '../i18n'
import { Pager } from '../results/Pager'
import { Icon } from '../theme/Icon'
import styles from './admin.module.css'

const ROLES: readonly Role[] = ['annotator', 'researcher', 'admin']
const LEAST_PASSWORD = 8

const roleOptions = ROLES.map((role) => ({
  value: role,
  label: `${m.nav.roles[role]}: ${m.users.roleNote[role]}`,
}))

function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function AddUser({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const [role, setRole] = useState<Role>('annotator')
  const create = useMutation({
    mutationFn: (form: FormData) =>
      createUser({
        username: textOf(form, 'username').trim(),
        name: textOf(form, 'name').trim(),
        password: textOf(form, 'password'),
        role,
      }),
    onSuccess: async (user) => {
      await client.invalidateQueries({ queryKey: ['users'] })
      notifications.show({ message: m.users.made(user.username) })
      onClose()
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={m.users.add}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(new FormData(event.currentTarget))
        }}
      >
        <Stack gap="md">
          <TextInput
            name="username"
            label={m.users.username}
            required
            withAsterisk={false}
            autoCapitalize="none"
            autoComplete="off"
            data-autofocus
          />
          <TextInput name="name" label={m.users.name} autoComplete="off" />
          <Select
            label={m.users.role}
            allowDeselect={false}
            data={roleOptions}
            value={role}
            onChange={(value) => {
              setRole(ROLES.find((candidate) => candidate === value) ?? 'annotator')
            }}
          />
          <PasswordInput
            name="password"
            label={m.users.password}
            description={m.users.passwordNote}
            required
            withAsterisk={false}
            minLength={LEAST_PASSWORD}
            autoComplete="new-password"
          />
          {create.error && (
            <Alert color="red" role="alert">
              {errorText(create.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {m.common.cancel}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {m.users.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function SetPassword({ user, onClose }: { user: Account | null; onClose: () => void }) {
  const change = useMutation({
    mutationFn: (password: string) => changeUser(user?.id ?? 0, { password }),
    onSuccess: () => {
      notifications.show({ message: m.users.passwordSet(user?.username ?? '') })
      onClose()
    },
  })
  return (
    <Modal
      opened={user !== null}
      onClose={onClose}
      title={`${m.users.setPassword}: ${user?.username ?? ''}`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate(textOf(new FormData(event.currentTarget), 'password'))
        }}
      >
        <Stack gap="md">
          <PasswordInput
            name="password"
            label={m.users.newPassword}
            description={m.users.passwordNote}
            required
            withAsterisk={false}
            minLength={LEAST_PASSWORD}
            autoComplete="new-password"
            data-autofocus
          />
          {change.error && (
            <Alert color="red" role="alert">
              {errorText(change.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {m.users.setPassword}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const COLUMNS = [
  { title: m.users.username },
  { title: m.users.name },
  { title: m.users.role },
  { title: m.common.tools, quiet: true },
]

/** Somebody who came by a recruiting link: an account without a password, for one project. */
function Guest({ user }: { user: Account }) {
  return (
    <CardRow>
      <Cell part="title" className="mono">
        {user.username}
      </Cell>
      <Cell part="wide" colSpan={3} className={styles.small}>
        {m.users.participant}
      </Cell>
    </CardRow>
  )
}

function Row({ user, onPassword }: { user: Account; onPassword: () => void }) {
  const self = useUser()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (role: Role) => changeUser(user.id, { role }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['users'] })
      notifications.show({ message: m.users.changed(user.username) })
    },
    onError: (error) => {
      notifications.show({ color: 'red', message: errorText(error) })
    },
  })
  return (
    <CardRow>
      <Cell part="title" className="mono">
        {user.username}
      </Cell>
      <Cell part="wide" empty={!user.name && user.id !== self.id}>
        <bdi>{user.name}</bdi> {user.id === self.id && `(${m.users.you})`}
      </Cell>
      <Cell part="wide">
        <Select
          size="xs"
          w={140}
          aria-label={`${m.users.role}: ${user.username}`}
          allowDeselect={false}
          disabled={user.id === self.id || change.isPending}
          data={ROLES.map((role) => ({ value: role, label: m.nav.roles[role] }))}
          value={user.role}
          onChange={(value) => {
            const role = ROLES.find((candidate) => candidate === value)
            if (role && role !== user.role) change.mutate(role)
          }}
        />
      </Cell>
      <Cell part="wide">
        <Button size="compact-sm" variant="default" onClick={onPassword}>
          {m.users.setPassword}
        </Button>
      </Cell>
    </CardRow>
  )
}

export function UsersPage() {
  const [search] = useSearchParams()
  const users = useQuery(queries.users(Number(search.get('page') ?? 1)))
  const [adding, setAdding] = useState(false)
  const [password, setPassword] = useState<Account | null>(null)
  const add = (
    <Button
      leftSection={<Icon name="plus" size={16} />}
      onClick={() => {
        setAdding(true)
      }}
    >
      {m.users.add}
    </Button>
  )
  return (
    <Page title={m.users.title} lead={m.users.lead} action={add}>
      <Loading query={users}>
        {(page) => (
          <Panel>
            <CardTable columns={COLUMNS}>
              {page.results.map((user) =>
                user.username.startsWith('guest-') ? (
                  <Guest key={user.id} user={user} />
                ) : (
                  <Row
                    key={user.id}
                    user={user}
                    onPassword={() => {
                      setPassword(user)
                    }}
                  />
                ),
              )}
            </CardTable>
            <Pager page={page} />
          </Panel>
        )}
      </Loading>
      <AddUser
        opened={adding}
        onClose={() => {
          setAdding(false)
        }}
      />
      <SetPassword
        user={password}
        onClose={() => {
          setPassword(null)
        }}
      />
    </Page>
  )
}
