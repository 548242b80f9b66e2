import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

import { m } from '../i18n'

const OTHER = 'other'

interface SkipPanelProps {
  opened: boolean
  onClose: () => void
  onSkip: (reason: string) => void
}

export function SkipPanel({ opened, onClose, onSkip }: SkipPanelProps) {
  const [reason, setReason] = useState<string>('bad sound')
  const [words, setWords] = useState('')
  const text = reason === OTHER ? words.trim() : reason
  return (
    <Modal opened={opened} onClose={onClose} title={m.submit.skipTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text) onSkip(text)
        }}
      >
        <Stack gap="md">
          <Radio.Group aria-label={m.submit.skipTitle} value={reason} onChange={setReason}>
            <Stack gap="xs">
              {Object.entries(m.submit.skipReasons).map(([value, label]) => (
                <Radio key={value} value={value} label={label} data-autofocus={value === reason} />
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
            <Button type="submit" disabled={!text}>
              {m.submit.skipConfirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
