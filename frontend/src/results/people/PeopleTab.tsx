import { Alert, Button, Group, Select, Table, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { decisions } from '../../api/decisions'
import { addMember, removeMember } from '../../api/endpoints'
import { queries } from '../../api/queries'
import type { Member, ProjectProgress, Quality } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading, errorText } from '../../app/States'
import { formatAgo, formatDuration, formatNumber, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import { Tag } from '../../theme/Tag'
import { Skills } from './Skills'
import { limitOf } from './limits'

const t = m.studio.people
const ROLES = ['rater', 'researcher', 'adjudicator'] as const

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
              setRole(ROLES.find((one) => one === value) ?? 'rater')
            }}
          />
          <Button type="submit" loading={add.isPending} disabled={!username.trim()}>
            {m.common.add}
          </Button>
        </Group>
        <p className={shared.small}>{t.roleLines[role]}</p>
        {add.error && (
          <Alert color="red" mt="sm" role="alert">
            {errorText(add.error)}
          </Alert>
        )}
      </form>
    </Panel>
  )
}

function doneText(done: number, most: number | null): string {
  return most === null ? formatNumber(done) : t.ofLimit(done, most)
}

function Row({
  slug,
  member,
  progress,
  quality,
  most,
}: {
  slug: string
  member: Member
  progress: ProjectProgress | undefined
  quality: Quality | undefined
  /** Items per rater in all, where the project has a limit. */
  most: number | null
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
  const rates = member.role === 'rater'
  const own = rates
    ? progress?.per_rater.find((rater) => rater.username === member.username)
    : undefined
  const checked = rates
    ? quality?.raters.find((rater) => rater.username === member.username)
    : undefined
  return (
    <Table.Tr>
      <Table.Td>
        <b>
          <bdi>{member.name || member.username}</bdi>
        </b>{' '}
        {member.name && <span className="mono">{member.username}</span>}
      </Table.Td>
      <Table.Td>
        {m.people.roles[member.role] ?? member.role}
        {checked?.stopped_at && <Tag tone="bad">{t.stopped}</Tag>}
      </Table.Td>
      <Table.Td className="num">{own ? doneText(own.submitted, most) : '–'}</Table.Td>
      <Table.Td className="num">
        {own?.seconds_per_item ? formatDuration(own.seconds_per_item) : '–'}
      </Table.Td>
      <Table.Td>{own?.last_at ? formatAgo(own.last_at) : '–'}</Table.Td>
      <Table.Td>
        {rates ? <Skills slug={slug} who={member.username} has={checked} /> : '–'}
      </Table.Td>
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
  const { slug, policy } = useProject()
  const quality = useQuery(decisions.quality(slug))
  const most = limitOf(policy, 'per_rater')
  const daily = limitOf(policy, 'per_day')
  const amount = (limit: number | null) =>
    limit === null ? m.studio.policy.noLimit : formatNumber(limit)
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
            <Panel
              title={m.people.list}
              note={
                most === null && daily === null
                  ? t.paceNote
                  : `${t.paceNote} ${t.limits(amount(most), amount(daily))}`
              }
            >
              <Table.ScrollContainer minWidth={860}>
                <Table verticalSpacing={8}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{m.people.username}</Table.Th>
                      <Table.Th>{m.people.role}</Table.Th>
                      <Table.Th>{t.done}</Table.Th>
                      <Table.Th>{m.overview.seconds}</Table.Th>
                      <Table.Th>{m.overview.last}</Table.Th>
                      <Table.Th>{t.skills}</Table.Th>
                      <Table.Th>
                        <span className="visually-hidden">{m.common.tools}</span>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((member) => (
                      <Row
                        key={`${member.username} ${member.role}`}
                        slug={slug}
                        member={member}
                        progress={progress.data}
                        quality={quality.data}
                        most={most}
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
