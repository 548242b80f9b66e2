import { Button, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { queries } from '../../api/queries'
import { m } from '../../i18n'
import { RowsEditor } from './RowsEditor'
import type { ColumnOf } from './RowsEditor'
import { asText, freeId } from './kinds'
import type { Row } from './kinds'
import styles from './scheme.module.css'

const COLUMNS: readonly ColumnOf[] = [
  { name: 'text', label: m.studio.rows.text, type: 'text', width: '27%' },
  { name: 'id', label: m.studio.rows.id, type: 'text', width: '24%' },
  { name: 'key', label: m.studio.rows.key, type: 'text', width: '38px' },
  { name: 'valence', label: m.studio.rows.valence, type: 'number', width: '56px' },
  { name: 'arousal', label: m.studio.rows.arousal, type: 'number', width: '56px' },
  { name: 'aliases', label: m.studio.rows.aliases, type: 'list' },
]

function Taxonomies({ count, onLabels }: { count: number; onLabels: (labels: Row[]) => void }) {
  const taxonomies = useQuery(queries.taxonomies())
  const [name, setName] = useState<string | null>(null)
  const chosen = taxonomies.data?.find((taxonomy) => taxonomy.name === name)
  return (
    <div className={styles.taxonomy}>
      <Group gap="sm" align="flex-end">
        <Select
          size="xs"
          w={280}
          searchable
          label={m.studio.rows.taxonomy}
          data={
            taxonomies.data?.map((taxonomy) => ({
              value: taxonomy.name,
              label: `${taxonomy.title} (${String(taxonomy.labels.length)})`,
            })) ?? []
          }
          value={name}
          onChange={setName}
        />
        {chosen && (
          <Button
            size="xs"
            variant="light"
            onClick={() => {
              onLabels(chosen.labels.map((label) => ({ ...label })))
              setName(null)
            }}
          >
            {m.studio.rows.taxonomyUse(chosen.labels.length)}
          </Button>
        )}
      </Group>
      {chosen && (
        <p className={styles.note}>
          {m.studio.rows.taxonomyNote(chosen.source)}.{' '}
          {count > 0 && m.studio.rows.taxonomyReplaces(count)}
        </p>
      )}
    </div>
  )
}

/** The labels of a question, typed in or taken from a taxonomy by name. */
export function LabelsField({
  rows,
  onRows,
}: {
  rows: readonly Row[]
  onRows: (rows: Row[]) => void
}) {
  return (
    <>
      <RowsEditor
        title={m.studio.settings['labels'] ?? ''}
        columns={COLUMNS}
        rows={rows}
        addLabel={m.studio.rows.addLabel}
        fresh={(there) => ({
          id: freeId(
            'label',
            there.map((row) => asText(row['id'])),
          ),
          text: '',
        })}
        onRows={onRows}
      />
      <Taxonomies count={rows.length} onLabels={onRows} />
    </>
  )
}
