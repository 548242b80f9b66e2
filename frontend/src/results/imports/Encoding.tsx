import { Select } from '@mantine/core'

import type { Reading } from '../../api/imports'
import { m } from '../../i18n'
import { ENCODINGS } from './reading'

const UTF = 'utf'

interface EncodingProps {
  value: Reading['encoding']
  onChange: (encoding: Reading['encoding']) => void
}

/** How the text is written: nothing is guessed, so that no letter is silently another. */
export function Encoding({ value, onChange }: EncodingProps) {
  const t = m.studio.imports
  return (
    <Select
      label={t.encoding}
      w={300}
      maw="100%"
      allowDeselect={false}
      searchable
      data={[
        { value: UTF, label: t.utf },
        ...ENCODINGS.map((name) => ({ value: name, label: name })),
      ]}
      value={value || UTF}
      onChange={(chosen) => {
        onChange(ENCODINGS.find((name) => name === chosen) ?? '')
      }}
    />
  )
}
