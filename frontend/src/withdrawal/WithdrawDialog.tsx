import { Alert, Button, Checkbox, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { withdraw, withdrawalPlan } from '../api/withdrawals'
import type {
  Withdrawable,
  Withdrawal,
  WithdrawalNamed,
  WithdrawalPlan,
  WithdrawalReason,
} from '../api/withdrawals'
import { Loading, errorText } from '../app/States'
import { m } from '../i18n'

const REASONS: readonly WithdrawalReason[] = ['consent', 'request', 'law', 'mistake']

const t = m.withdraw

function Plan({ what, plan }: { what: Withdrawable; plan: WithdrawalPlan }) {
  return (
    <ul>
      <li>{t.goes[what.kind]}</li>
      {what.kind === 'rater' ? (
        <li>{t.ratingsGo(plan.ratings, plan.projects)}</li>
      ) : (
        <li>{t.itemsGo(plan.items, plan.ratings, plan.projects)}</li>
      )}
      <li>{t.releasesChange(plan.releases)}</li>
    </ul>
  )
}

/** Everybody of one name, where there are several: each is taken back or not. */
function Named({
  name,
  named,
  only,
  onOnly,
}: {
  name: string
  named: readonly WithdrawalNamed[]
  only: readonly string[]
  onOnly: (only: string[]) => void
}) {
  return (
    <Checkbox.Group
      label={t.named(named.length, name)}
      description={t.namedNote}
      value={[...only]}
      onChange={onOnly}
    >
      <Stack gap={8} mt={8}>
        {named.map((one) => (
          <Checkbox
            key={one.id}
            value={one.id}
            label={t.namedOne(t.known[one.known], one.ratings, one.decisions)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

/** What became of it, in the words of the record. */
function doneText({ items, ratings, releases }: Withdrawal): string {
  const changed = releases.map(({ release, version }) => t.changedShort(release, version))
  return [t.done, t.gone(items, ratings), ...changed].join(' ')
}

interface FormProps {
  what: Withdrawable
  onClose: () => void
  onGone?: (record: Withdrawal) => void
}

function useWithdrawing({ what, onClose, onGone }: FormProps) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (why: WithdrawalReason) => withdraw(what, why),
    onSuccess: async (record) => {
      notifications.show({ message: doneText(record), autoClose: 12_000 })
      onClose()
      onGone?.(record)
      // Items, labels and releases of any project may have lost something.
      await client.invalidateQueries()
    },
  })
}

function Form(props: FormProps) {
  const { onClose } = props
  const [only, setOnly] = useState<readonly string[]>(props.what.only ?? [])
  const what = { ...props.what, only }
  const plan = useQuery({ ...withdrawalPlan(what), placeholderData: keepPreviousData })
  const named = plan.data?.named ?? []
  const several = named.length > 1
  const chosen = !several || only.length > 0
  const [reason, setReason] = useState<WithdrawalReason | null>(null)
  const [typed, setTyped] = useState('')
  const acting = useWithdrawing({ ...props, what })
  const ready =
    plan.isSuccess &&
    !plan.isPlaceholderData &&
    chosen &&
    reason !== null &&
    typed.trim() === what.shown.trim()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) acting.mutate(reason)
      }}
    >
      <Stack gap="md">
        <p>{t.lead}</p>
        {several && <Named name={what.name} named={named} only={only} onOnly={setOnly} />}
        {chosen && <Loading query={plan}>{(found) => <Plan what={what} plan={found} />}</Loading>}
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
          label={t.confirm(what.shown)}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
          }}
        />
        {acting.error && (
          <Alert color="red" role="alert">
            {errorText(acting.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" disabled={!ready} loading={acting.isPending}>
            {t.act}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Takes something back for good: what would go first, then a reason and its name. */
export function WithdrawDialog({
  what,
  onClose,
  onGone,
}: {
  what: Withdrawable | null
  onClose: () => void
  onGone?: (record: Withdrawal) => void
}) {
  return (
    <Modal
      opened={what !== null}
      onClose={onClose}
      title={what ? t.title[what.kind](what.shown) : ''}
      size="lg"
    >
      {what && <Form what={what} onClose={onClose} {...(onGone ? { onGone } : {})} />}
    </Modal>
  )
}
