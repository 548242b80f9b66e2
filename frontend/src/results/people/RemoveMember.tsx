import { Alert, Button, Group, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { removeMember } from '../../api/endpoints'
import type { Member } from '../../api/types'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { knownAs } from './knownAs'
import { useMembersChanged } from './useMembersChanged'

/** Take somebody's role in the project away, after a question. */
export function RemoveMember({ slug, member }: { slug: string; member: Member }) {
  const changed = useMembersChanged(slug)
  const [asked, setAsked] = useState(false)
  const who = knownAs(member)
  const close = () => {
    setAsked(false)
  }
  const remove = useMutation({
    mutationFn: () => removeMember(slug, member.username, member.role),
    onSuccess: async () => {
      close()
      notifications.show({ message: m.people.removed(who) })
      await changed()
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={m.people.remove(who)}
        leftSection={<Icon name="close" size={13} />}
        onClick={() => {
          remove.reset()
          setAsked(true)
        }}
      >
        {m.common.remove}
      </Button>
      <Modal opened={asked} onClose={close} title={m.people.remove(who)}>
        <p>{m.people.confirm}</p>
        {remove.error && (
          <Alert color="red" role="alert" mt="sm">
            {errorText(remove.error)}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" data-autofocus onClick={close}>
            {m.common.cancel}
          </Button>
          <Button
            color="red.9"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate()
            }}
          >
            {m.common.remove}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
