import { Alert, Button, Group, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import { decisions } from '../../api/decisions'
import { addMember } from '../../api/endpoints'
import { queries } from '../../api/queries'
import type { Member, ProjectProgress, Quality } from '../../api/types'
import { CardTable, CardRow, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { EmptyState, Loading, errorText } from '../../app/States'
import { formatAgo, formatDuration, formatNumber, m } from '../../i18n'
import { Withdraw } from '../../withdrawal/Withdraw'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import { Tag } from '../../theme/Tag'
import { PersonName } from './PersonName'
import { knownAs } from './knownAs'
import { RemoveMember } from './RemoveMember'
import { Skills } from './Skills'
import { limitOf } from './limits'
import { useMembersChanged } from './useMembersChanged'

const t = m.studio.people
const ROLES = ['rater', 'researcher', 'adjudicator'] as const

const COLUMNS = [
  { title: t.person },
  { title: m.people.role },
  { title: t.done },
  { title: m.overview.seconds },
  { title: m.overview.last },
  { title: t.skills },
  { title: m.common.tools, quiet: true },
]

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

interface RowProps {
  slug: string
  member: Member
  progress: ProjectProgress | undefined
  quality: Quality | undefined
  /** Items per rater in all, where the project has a limit. */
  most: number | null
}

function Row({ slug, member, progress, quality, most }: RowProps) {
  const rates = member.role === 'rater'
  const own = rates
    ? progress?.per_rater.find((rater) => rater.username === member.username)
    : undefined
  const checked = rates
    ? quality?.raters.find((rater) => rater.username === member.username)
    : undefined
  return (
    <CardRow corner>
      <Cell part="title">
        <PersonName person={member} name={member.name} />
      </Cell>
      <Cell name={m.people.role}>
        {m.people.roles[member.role] ?? member.role}
        {checked?.stopped_at && <Tag tone="bad">{t.stopped}</Tag>}
      </Cell>
      <Cell name={t.done} num empty={!own}>
        {own ? doneText(own.submitted, most) : '–'}
      </Cell>
      <Cell name={m.overview.each} num empty={!own?.seconds_per_item}>
        {own?.seconds_per_item ? formatDuration(own.seconds_per_item) : '–'}
      </Cell>
      <Cell name={m.overview.last} className={shared.together} empty={!own?.last_at}>
        {own?.last_at ? formatAgo(own.last_at) : '–'}
      </Cell>
      <Cell name={t.skills} part="half" empty={!rates}>
        {rates ? <Skills slug={slug} member={member} has={checked} /> : '–'}
        {own && (
          <Withdraw
            what={{
              kind: 'rater',
              project: slug,
              name: member.username,
              shown: knownAs(member),
            }}
          />
        )}
      </Cell>
      <Cell part="corner">
        <RemoveMember slug={slug} member={member} />
      </Cell>
    </CardRow>
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
              tools={
                <Button
                  size="compact-sm"
                  variant="subtle"
                  component={Link}
                  to={`/projects/${slug}/raters`}
                >
                  {m.studio.comparing.inDetail}
                </Button>
              }
              note={
                most === null && daily === null
                  ? t.paceNote
                  : `${t.paceNote} ${t.limits(amount(most), amount(daily))}`
              }
            >
              <CardTable columns={COLUMNS}>
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
              </CardTable>
            </Panel>
          )
        }
      </Loading>
    </>
  )
}
