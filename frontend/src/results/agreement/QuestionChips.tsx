import { Chip, Group } from '@mantine/core'

import { m } from '../../i18n'
import styles from './questionChips.module.css'

/** Which question the rest of a page is about; nothing where there is but one. */
export function QuestionChips({
  questions,
  value,
  onChange,
}: {
  questions: readonly { id: string; text: string }[]
  value: string
  onChange: (question: string) => void
}) {
  if (questions.length < 2) return null
  return (
    <Chip.Group
      value={value}
      onChange={(chosen) => {
        onChange(String(chosen))
      }}
    >
      <Group gap={6} role="radiogroup" aria-label={m.studio.comparing.question}>
        {questions.map(({ id, text }) => (
          <Chip
            key={id}
            value={id}
            size="sm"
            classNames={{ root: styles.chip ?? '', label: styles.label ?? '' }}
          >
            {text}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}
