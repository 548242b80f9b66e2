import { Alert, Button, Checkbox, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { CONSENT_STATES, PERMISSIONS, tellRecordings } from '../api/recordings'
import type { Consent } from '../api/recordings'
import type { RecordingRow } from '../api/types'
import { errorText } from '../app/States'
import { m } from '../i18n'
import { draftOf, isComplete, toldOf } from './consentDraft'

interface PartProps {
  consent: Consent
  change: (changes: Partial<Consent>) => void
}

function Terms({ consent, change }: PartProps) {
  const t = m.media.consent
  return (
    <>
      <Radio.Group
        label={t.state}
        description={t.stateNote}
        value={consent.state}
        onChange={(value) => {
          change({ state: CONSENT_STATES.find((one) => one === value) ?? 'unknown' })
        }}
      >
        <Stack gap={8} mt={8}>
          {CONSENT_STATES.map((one) => (
            <Radio key={one} value={one} label={t.states[one]} />
          ))}
        </Stack>
      </Radio.Group>
      {consent.state === 'given' && (
        <Checkbox.Group
          label={t.permits}
          value={consent.permits}
          onChange={(names) => {
            change({ permits: PERMISSIONS.filter((one) => names.includes(one)) })
          }}
        >
          <Stack gap={8} mt={8}>
            {PERMISSIONS.map((one) => (
              <Checkbox key={one} value={one} label={t.permissions[one]} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <TextInput
        label={t.document}
        description={t.documentNote}
        maxLength={500}
        value={consent.document}
        onChange={(event) => {
          change({ document: event.currentTarget.value })
        }}
      />
      <TextInput
        type="date"
        label={t.date}
        value={consent.date ?? ''}
        onChange={(event) => {
          change({ date: event.currentTarget.value })
        }}
      />
    </>
  )
}

interface ConsentDialogProps {
  recordings: readonly RecordingRow[]
  onClose: () => void
}

function Form({ recordings, onClose }: ConsentDialogProps) {
  const t = m.media.consent
  const client = useQueryClient()
  const [before] = useState(() => draftOf(recordings))
  const [draft, setDraft] = useState(before)
  const save = useMutation({
    mutationFn: () =>
      tellRecordings({ recordings: recordings.map(({ id }) => id), ...toldOf(draft, before) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['recordings'] })
      notifications.show({ message: t.saved(recordings.length) })
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete(draft)) save.mutate()
      }}
    >
      <Stack gap="md">
        {recordings.length > 1 && <p>{t.forMany(recordings.length)}</p>}
        <Terms
          consent={draft.consent}
          change={(changes) => {
            setDraft((now) => ({ ...now, consent: { ...now.consent, ...changes } }))
          }}
        />
        <TextInput
          label={t.session}
          description={t.sessionNote}
          maxLength={200}
          value={draft.session}
          onChange={(event) => {
            setDraft({ ...draft, session: event.currentTarget.value })
          }}
        />
        {save.error && (
          <Alert color="red" role="alert">
            {errorText(save.error)}
          </Alert>
        )}
        {!isComplete(draft) && <p role="status">{t.permitsMissing}</p>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" disabled={!isComplete(draft)} loading={save.isPending}>
            {m.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** States consent to one recording or to many, and the session that they were made in. */
export function ConsentDialog({ recordings, onClose }: ConsentDialogProps) {
  const [only] = recordings
  const title =
    recordings.length === 1 && only ? m.media.consent.titleOf(only.name) : m.media.consent.title
  return (
    <Modal opened={recordings.length > 0} onClose={onClose} title={title} size="lg">
      {recordings.length > 0 && <Form recordings={recordings} onClose={onClose} />}
    </Modal>
  )
}
