import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { returnParticipation } from '../api/endpoints'
import { useTitle } from '../app/Page'
import { errorText } from '../app/States'
import { m } from '../i18n'
import { readJoined, writeJoined } from './joined'
import styles from './join.module.css'

/** Early return, for who came by a recruiting link; nothing for everybody else. `plain`: it is not the step that is expected here. */
export function LeaveStudy({ slug, plain = true }: { slug: string; plain?: boolean }) {
  const [token] = useState(() => readJoined(slug))
  const [asked, setAsked] = useState(false)
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: () => returnParticipation(token ?? ''),
    onSuccess: () => {
      writeJoined(slug, null)
      void navigate(`/join/${token ?? ''}/left`, { replace: true })
    },
  })
  if (token === null) return null
  return (
    <>
      <Button
        variant={plain ? 'subtle' : 'filled'}
        onClick={() => {
          setAsked(true)
        }}
      >
        {m.join.leave}
      </Button>
      <Modal
        opened={asked}
        onClose={() => {
          setAsked(false)
        }}
        title={m.join.leaveTitle}
      >
        <Stack>
          <p>{m.join.leaveText}</p>
          {leave.error && <p role="alert">{errorText(leave.error)}</p>}
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => {
                setAsked(false)
              }}
            >
              {m.common.cancel}
            </Button>
            <Button
              color="red.9"
              loading={leave.isPending}
              onClick={() => {
                leave.mutate()
              }}
            >
              {m.join.leaveConfirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

/** What stays on the screen of somebody who gave their participation back. */
export function LeftPage() {
  useTitle(m.join.left)
  return (
    <main id="content" className={styles.page}>
      <div className={styles.sheet}>
        <h1>{m.join.left}</h1>
        <p>{m.join.leftText}</p>
      </div>
    </main>
  )
}
