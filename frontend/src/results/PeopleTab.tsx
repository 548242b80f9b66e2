import { Alert, Button, Group, Select, Table, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { addMember, removeMember } from '../api/endpoints'
import { queries } from '../api/queries'
import type { Member, ProjectProgress } from '../api/types'
import { Panel } from '../app/Page'
import { EmptyState, Loading, errorText } from '../app/States'
import { formatAgo, formatDuration, formatNumber, m } from '../i18n'
import { Icon } from '../theme/Icon'
import { useProject } from './ProjectLayout'

function useMembersChanged(slug: string) {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries(queries.members(slug))
    await client.invalidateQueries({ queryKey: ['project', slug], exact: true })
  }
}

function AddForm({ slug }: { slug: string }) {
  const [username, setUsername] = useState('')
  const [role, setRole] = useState<Member['role']>('rater')
  const changed = useMembersChanged(slug)
  const add = useMutation({
    mutationFn: () => addMember(slug, username.trim(), role),
    onSuccess: async () => {
      notifications.show({ message: m.people.added(username.trim()) })
      setUsername('')
      await changed()
    },
  })
  return (
    <Panel title={m.people.add} note={m.people.note}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={m.people.username}
            required
            withAsterisk={false}
            autoCapitalize="none"
            value={username}
            onChange={(event) => {
              setUsername(event.currentTarget.value)
            }}
          />
          <Select
            label={m.people.role}
            w={150}
            allowDeselect={false}
            data={Object.entries(m.people.roles).map(([value, label]) => ({ value, label }))}
            value={role}
            onChange={(value) => {
              setRole(value === 'researcher' ? 'researcher' : 'rater')
            }}
          />
          <Button type="submit" loading={add.isPending} disabled={!username.trim()}>
            {m.common.add}
          </Button>
        </Group>
        {add.error && (
          <Alert color="red" mt="sm" role="alert">
            {errorText(add.error)}
          </Alert>
        )}
      </form>
    </Panel>
  )
}

function Row({
  slug,
  member,
  progress,
}: {
  slug: string
  member: Member
  progress: ProjectProgress | undefined
}) {
  const changed = useMembersChanged(slug)
  const [asked, setAsked] = useState(false)
  const remove = useMutation({
    mutationFn: () => removeMember(slug, member.username, member.role),
    onSuccess: async () => {
      notifications.show({ message: m.people.removed(member.username) })
      await changed()
    },
    onError: (error) => {
      notifications.show({ color: 'red', message: errorText(error) })
    },
  })
  const own = progress?.per_rater.find((rater) => rater.username === member.username)
  return (
    <Table.Tr>
      <Table.Td dir="auto">
        <b>{member.name || member.username}</b>{' '}
        {member.name && <span className="mono">{member.username}</span>}
      </Table.Td>
      <Table.Td>{m.people.roles[member.role] ?? member.role}</Table.Td>
      <Table.Td className="num">{own ? formatNumber(own.submitted) : '–'}</Table.Td>
      <Table.Td className="num">
        {own?.seconds_per_item ? formatDuration(own.seconds_per_item) : '–'}
      </Table.Td>
      <Table.Td>{own?.last_at ? formatAgo(own.last_at) : '–'}</Table.Td>
      <Table.Td>
        {asked ? (
          <Group gap={6} wrap="nowrap">
            <span>{m.people.confirm}</span>
            <Button
              size="compact-sm"
              color="red"
              loading={remove.isPending}
              onClick={() => {
                remove.mutate()
              }}
            >
              {m.common.remove}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                setAsked(false)
              }}
            >
              {m.common.cancel}
            </Button>
          </Group>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={m.people.remove(member.username)}
            leftSection={<Icon name="close" size={13} />}
            onClick={() => {
              setAsked(true)
            }}
          >
            {m.common.remove}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function PeopleTab() {
  const { slug } = useProject()
  const members = useQuery(queries.members(slug))
  const progress = useQuery(queries.progress(slug))
  return (
    <>
      <AddForm slug={slug} />
      <Loading query={members}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="users" title={m.people.empty} text={m.people.emptyText} />
          ) : (
            <Panel title={m.people.list}>
              <Table.ScrollContainer minWidth={680}>
                <Table verticalSpacing={8}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{m.people.username}</Table.Th>
                      <Table.Th>{m.people.role}</Table.Th>
                      <Table.Th>{m.overview.submitted}</Table.Th>
                      <Table.Th>{m.overview.seconds}</Table.Th>
                      <Table.Th>{m.overview.last}</Table.Th>
                      <Table.Th />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((member) => (
                      <Row
                        key={`${member.username} ${member.role}`}
                        slug={slug}
                        member={member}
                        progress={progress.data}
                      />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Panel>
          )
        }
      </Loading>
    </>
  )
}
