import { Alert, Button, Checkbox, Group, Modal, NumberInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { changeReleaseSettings, releaseSettings } from '../../api/releases'
import type { ReleaseContents } from '../../api/releases'
import { errorText } from '../../app/States'
import { m } from '../../i18n'

interface ContentsFormProps {
  slug: string
  contents: ReleaseContents
  onClose: () => void
}

function Fields({ slug, contents: kept, onClose }: ContentsFormProps) {
  const t = m.studio.releases.contents
  const client = useQueryClient()
  const [contents, setContents] = useState(kept)
  const save = useMutation({
    mutationFn: () => changeReleaseSettings(slug, { contents }),
    onSuccess: (saved) => {
      client.setQueryData(releaseSettings(slug).queryKey, saved)
      notifications.show({ message: t.saved })
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md">
        <Checkbox
          label={t.freeText}
          description={t.freeTextNote}
          checked={contents.free_text}
          onChange={(event) => {
            setContents({ ...contents, free_text: event.currentTarget.checked })
          }}
        />
        <Checkbox
          label={t.requireConsent}
          description={t.requireConsentNote}
          checked={contents.require_consent}
          onChange={(event) => {
            setContents({ ...contents, require_consent: event.currentTarget.checked })
          }}
        />
        <NumberInput
          label={t.smallestGroup}
          description={t.smallestGroupNote}
          min={2}
          max={100}
          allowDecimal={false}
          clampBehavior="strict"
          value={contents.smallest_group}
          onChange={(value) => {
            if (typeof value === 'number') setContents({ ...contents, smallest_group: value })
          }}
        />
        {save.error && (
          <Alert color="red" role="alert">
            {errorText(save.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {m.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What the next releases may hold of people. */
export function ContentsForm({ opened, ...props }: ContentsFormProps & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={m.studio.releases.contents.title}
      size={640}
    >
      {opened && <Fields {...props} />}
    </Modal>
  )
}
