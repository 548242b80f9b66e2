import { Checkbox, Stack, TagsInput, TextInput } from '@mantine/core'

import type { ImportKind } from '../../api/imports'
import { Panel } from '../../app/Page'
import { m } from '../../i18n'
import type { TableDraft } from './reading'

interface MoreProps {
  draft: TableDraft
  kind: ImportKind
  change: (changes: Partial<TableDraft>) => void
}

/** What no column says: who is unknown, what stands for missing, and other words. */
export function More({ draft, kind, change }: MoreProps) {
  const t = m.studio.imports
  // A comma may be part of a text: only Enter ends one.
  const tags = { splitChars: [], clearable: true }
  return (
    <Panel title={t.more}>
      <Stack gap="md" maw={640}>
        {kind === 'ratings' && (
          <Checkbox
            label={t.unknownRaters}
            description={t.unknownRatersNote}
            checked={draft.unknownRaters}
            onChange={(event) => {
              change({ unknownRaters: event.currentTarget.checked })
            }}
          />
        )}
        {kind === 'predictions' && (
          <TextInput
            label={t.card}
            description={t.cardNote}
            value={draft.card}
            required
            maxLength={100}
            onChange={(event) => {
              change({ card: event.currentTarget.value })
            }}
          />
        )}
        <TagsInput
          {...tags}
          label={t.missing}
          description={t.missingNote}
          value={[...draft.missing]}
          onChange={(missing) => {
            change({ missing })
          }}
        />
        <TagsInput
          {...tags}
          label={t.words}
          description={t.wordsNote}
          value={[...draft.values]}
          onChange={(values) => {
            change({ values })
          }}
        />
        <TagsInput
          {...tags}
          label={t.maps}
          description={t.mapsNote}
          value={[...draft.more]}
          onChange={(more) => {
            change({ more })
          }}
        />
      </Stack>
    </Panel>
  )
}
