import { Button, Group, Modal } from '@mantine/core'
import { useEffect } from 'react'
import type { RefObject } from 'react'
import { useBlocker } from 'react-router'
import type { Blocker } from 'react-router'

import { m } from '../i18n'

/**
 * Nobody leaves a page with unsaved work without being asked: by the browser where the window is closed, by `Leaving`
 * where a link, the back button or signing out leads elsewhere. `saved` is set by a page that goes on by itself once the
 * server has the work, before it is drawn anew.
 */
export function useLeaving(unsaved: boolean, saved?: RefObject<boolean>): Blocker {
  useEffect(() => {
    if (!unsaved) return
    const stay = (event: BeforeUnloadEvent) => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', stay)
    return () => {
      window.removeEventListener('beforeunload', stay)
    }
  }, [unsaved])
  return useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && !saved?.current && currentLocation.pathname !== nextLocation.pathname,
  )
}

/** Asks before what is not saved is lost; `lost` says what that is. */
export function Leaving({ blocker, lost }: { blocker: Blocker; lost: string }) {
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={m.leaving.title}
    >
      <p>{lost}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {m.leaving.leave}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {m.leaving.stay}
        </Button>
      </Group>
    </Modal>
  )
}
