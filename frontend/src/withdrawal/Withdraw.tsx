import { Button } from '@mantine/core'
import { useState } from 'react'

import type { Withdrawable, Withdrawal } from '../api/withdrawals'
import { useUser } from '../app/session'
import { m } from '../i18n'
import { WithdrawDialog } from './WithdrawDialog'

const t = m.withdraw

/** The button that takes something of a project back; only for admins, who alone may. */
export function Withdraw({
  what,
  onGone,
}: {
  what: Withdrawable
  /** The page that showed it is about nothing now. */
  onGone?: (record: Withdrawal) => void
}) {
  const user = useUser()
  const [asked, setAsked] = useState(false)
  if (user.role !== 'admin') return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t.title[what.kind](what.shown)}
        onClick={() => {
          setAsked(true)
        }}
      >
        {t.open[what.kind]}
      </Button>
      <WithdrawDialog
        what={asked ? what : null}
        onClose={() => {
          setAsked(false)
        }}
        {...(onGone ? { onGone } : {})}
      />
    </>
  )
}
