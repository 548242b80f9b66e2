import { Button, CopyButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { changeLink, decisions } from '../../api/decisions'
import type { RecruitLink } from '../../api/types'
import { errorText } from '../../app/States'
import { formatNumber, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { Tag } from '../../theme/Tag'
import type { Tone } from '../../theme/Tag'
import { addressOf, placesTaken, stateOf } from './links'
import type { LinkState, ShownState } from './links'
import styles from './recruiting.module.css'

const t = m.studio.recruiting

const LINK_TONES: Record<LinkState, Tone> = {
  open: 'good',
  full: 'accent',
  expired: 'plain',
  closed: 'plain',
}
export const PERSON_TONES: Record<ShownState, Tone> = {
  joined: 'plain',
  working: 'accent',
  completed: 'warn',
  approved: 'good',
  rejected: 'bad',
  returned: 'dashed',
  abandoned: 'dashed',
}

export function LinkTag({ link, now }: { link: RecruitLink; now: number }) {
  const state = stateOf(link, now)
  return <Tag tone={LINK_TONES[state]}>{t.states[state]}</Tag>
}

export function placesText(link: RecruitLink): string {
  const taken = placesTaken(link)
  return link.quota === null ? formatNumber(taken) : m.common.of(taken, link.quota)
}

/** The address for the recruiting service, with a button that copies it. */
export function Address({ link }: { link: RecruitLink }) {
  const address = addressOf(link, window.location.origin)
  return (
    <div className={styles.address}>
      <code>{address}</code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
            {...(copied ? {} : { 'aria-label': t.copyOf(link.name) })}
            onClick={copy}
          >
            {copied ? m.common.copied : t.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}

/** Let nobody new in, or open again: both can be taken back at once. */
export function CloseButton({ slug, link }: { slug: string; link: RecruitLink }) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: () => changeLink(slug, link.id, { closed: !link.closed }),
    onSuccess: async (now) => {
      await client.invalidateQueries(decisions.links(slug))
      notifications.show({ message: now.closed ? t.closedNow(link.name) : t.openNow(link.name) })
    },
    onError: (error) => {
      notifications.show({ color: 'red', message: errorText(error) })
    },
  })
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={change.isPending}
      aria-label={link.closed ? t.openOf(link.name) : t.closeOf(link.name)}
      onClick={() => {
        change.mutate()
      }}
    >
      {link.closed ? t.open : t.close}
    </Button>
  )
}
