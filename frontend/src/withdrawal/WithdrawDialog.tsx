import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordingRow } from '../api/types'
import { recordingPlan, withdrawRecording } from '../api/withdrawals'
import type { WithdrawalPlan, WithdrawalReason } from '../api/withdrawals'
import { Loading, errorText } from '../app/States'
import { m } from '../i18n'

const REASONS: readonly WithdrawalReason[] = ['consent', 'request', 'law', 'mistake']

function Plan({ plan }: { plan: WithdrawalPlan }) {
  const t = m.media.withdraw
  return (
    <ul>
      <li>{t.recordingGoes}</li>
      <li>{t.itemsGo(plan.items, plan.projects)}</li>
      <li>{t.releasesChange(plan.releases)}</li>
    </ul>
  )
}

function Form({ recording, onClose }: { recording: RecordingRow; onClose: () => void }) {
  const t = m.media.withdraw
  const client = useQueryClient()
  const plan = useQuery(recordingPlan(recording.sha256))
  const [reason, setReason] = useState<WithdrawalReason | null>(null)
  const [typed, setTyped] = useState('')
  const withdraw = useMutation({
    mutationFn: (why: WithdrawalReason) => withdrawRecording(recording.sha256, why),
    onSuccess: async () => {
      // Items, labels and releases of any project may have lost something.
      await client.invalidateQueries()
      notifications.show({ message: t.done })
      onClose()
    },
  })
  const ready = plan.data !== undefined && reason !== null && typed.trim() === recording.name
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) withdraw.mutate(reason)
      }}
    >
      <Stack gap="md">
        <p>{t.lead}</p>
        <Loading query={plan}>{(found) => <Plan plan={found} />}</Loading>
        <Radio.Group
          label={t.reason}
          description={t.reasonNote}
          value={reason ?? ''}
          onChange={(value) => {
            setReason(REASONS.find((one) => one === value) ?? null)
          }}
        >
          <Stack gap={8} mt={8}>
            {REASONS.map((one) => (
              <Radio key={one} value={one} label={t.reasons[one]} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t.confirm(recording.name)}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
          }}
        />
        {withdraw.error && (
          <Alert color="red" role="alert">
            {errorText(withdraw.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" disabled={!ready} loading={withdraw.isPending}>
            {t.act}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Takes a recording back for good: what would go first, then a reason and its name. */
export function WithdrawDialog({
  recording,
  onClose,
}: {
  recording: RecordingRow | null
  onClose: () => void
}) {
  return (
    <Modal
      opened={recording !== null}
      onClose={onClose}
      title={m.media.withdraw.title(recording?.name ?? '')}
      size="lg"
    >
      {recording && <Form recording={recording} onClose={onClose} />}
    </Modal>
  )
}
