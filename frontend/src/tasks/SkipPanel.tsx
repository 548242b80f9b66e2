import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

import { m } from '../i18n'

const OTHER = 'other'

interface SkipFormProps {
  /** Those that fit the item, by the names that are stored. */
  reasons: readonly string[]
  onClose: () => void
  onSkip: (reason: string) => void
}

/** A reason is given, never filled in: one that nobody chose would tell of material that is sound. */
function SkipForm({ reasons, onClose, onSkip }: SkipFormProps) {
  const [reason, setReason] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  const text = reason === OTHER ? words.trim() : reason
  const [first] = reasons
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text) onSkip(text)
        else setAsked(true)
      }}
    >
      <Stack gap="md" pt={4}>
        <Radio.Group
          aria-label={m.submit.skipTitle}
          value={reason}
          onChange={setReason}
          error={asked && !text ? m.submit.skipChoose : null}
          errorProps={{ mt: 8 }}
        >
          <Stack gap="xs">
            {reasons.map((value) => (
              <Radio
                key={value}
                value={value}
                label={m.submit.skipReasons[value]}
                data-autofocus={value === first}
              />
            ))}
            <Radio value={OTHER} label={m.submit.skipOther} />
          </Stack>
        </Radio.Group>
        {reason === OTHER && (
          <TextInput
            value={words}
            maxLength={200}
            aria-label={m.submit.skipOther}
            placeholder={m.submit.skipOtherPlaceholder}
            onChange={(event) => {
              setWords(event.currentTarget.value)
            }}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit">{m.submit.skipConfirm}</Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Asks anew each time: the form is gone while the panel is closed. */
export function SkipPanel({ opened, ...form }: SkipFormProps & { opened: boolean }) {
  return (
    <Modal opened={opened} onClose={form.onClose} title={m.submit.skipTitle}>
      <SkipForm {...form} />
    </Modal>
  )
}
