import { Alert, Button, Group, Modal, Table } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { saveScheme } from '../../api/endpoints'
import { queries } from '../../api/queries'
import type { SchemeChange } from '../../api/types'
import { ErrorState, PageSkeleton, errorText } from '../../app/States'
import { formatNumber, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import type { Body } from './editing'
import styles from './scheme.module.css'

const t = m.studio.saving

const TONES = { new: 'good', changed: 'warn', removed: 'bad', same: 'plain' } as const

function Effects({ change }: { change: SchemeChange }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={7}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.question}</Table.Th>
            <Table.Th>{t.change}</Table.Th>
            <Table.Th>{t.answers}</Table.Th>
            <Table.Th>{t.effect}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {change.questions.map((question) => (
            <Table.Tr key={question.id}>
              <Table.Td className="mono">{question.id}</Table.Td>
              <Table.Td>
                <Tag tone={TONES[question.change]}>{t.changes[question.change]}</Tag>
              </Table.Td>
              <Table.Td className="num">{formatNumber(question.answers)}</Table.Td>
              <Table.Td>{question.text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** Before it is saved: whether there will be a new version, and what becomes of old answers. */
export function SaveScheme({
  slug,
  body,
  opened,
  onClose,
  onSaved,
}: {
  slug: string
  body: Body
  opened: boolean
  onClose: () => void
  onSaved: () => void
}) {
  const client = useQueryClient()
  const plan = useQuery({ ...queries.schemePlan(slug, body), enabled: opened })
  const save = useMutation({
    mutationFn: () => saveScheme(slug, body, false),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['project', slug] })
      notifications.show({ message: t.saved(saved.version) })
      onSaved()
    },
  })
  const change = plan.data
  return (
    <Modal opened={opened} onClose={onClose} title={t.title} size="xl">
      {plan.isPending && <PageSkeleton rows={2} />}
      {plan.error && <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />}
      {change && (
        <>
          <p>{change.is_new_version ? t.newVersion(change.version) : t.sameVersion}</p>
          <Effects change={change} />
          <ul className={styles.effects}>
            {change.policy.map((told) => (
              <li key={told}>{told}</li>
            ))}
            {change.drafts > 0 && <li>{t.drafts(change.drafts)}</li>}
          </ul>
        </>
      )}
      {save.error && (
        <Alert color="red" role="alert" mt="sm">
          {errorText(save.error)}
        </Alert>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {m.common.cancel}
        </Button>
        <Button
          disabled={!change}
          loading={save.isPending}
          onClick={() => {
            save.mutate()
          }}
        >
          {t.confirm}
        </Button>
      </Group>
    </Modal>
  )
}
