import { Select } from '@mantine/core'

import type { TableLook } from '../../api/imports'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { m } from '../../i18n'
import styles from './imports.module.css'
import { examples } from './reading'

const COLUMNS = [
  { title: m.studio.imports.column },
  { title: m.studio.imports.values },
  { title: m.studio.imports.readAs, width: 240 },
  { title: m.studio.imports.why },
]

interface ColumnsProps {
  look: TableLook
  fields: readonly string[]
  onField: (at: number, field: string) => void
}

/** One line a column: its name, a few values, what it is read as, and why. */
export function Columns({ look, fields, onField }: ColumnsProps) {
  const t = m.studio.imports
  const none = look.proposal.kind === 'items' ? t.attribute : t.nothing
  return (
    <Panel title={t.columns} note={t.columnsNote}>
      <CardTable columns={COLUMNS}>
        {look.names.map((name, at) => {
          const guess = look.proposal.guesses[at]
          const field = fields[at] ?? ''
          return (
            <CardRow key={name}>
              <Cell part="title">
                <bdi className={styles.name}>{name}</bdi>
              </Cell>
              <Cell part="wide" name={t.values}>
                <span className={styles.values}>
                  {examples(look.rows, at).map((text) => (
                    <code key={text} dir="auto">
                      {text}
                    </code>
                  ))}
                </span>
              </Cell>
              <Cell part="wide" name={t.readAs}>
                <Select
                  aria-label={t.readAsOf(name)}
                  placeholder={none}
                  data={[...new Set([...look.allowed, ...(field ? [field] : [])])]}
                  value={field || null}
                  searchable
                  clearable
                  clearButtonProps={{ 'aria-label': none }}
                  onChange={(chosen) => {
                    onField(at, chosen ?? '')
                  }}
                />
              </Cell>
              <Cell part="wide" name={t.why} empty={field === ''}>
                <span className={styles.small}>
                  {field === guess?.field ? field && guess.reason : t.yours}
                </span>
              </Cell>
            </CardRow>
          )
        })}
      </CardTable>
    </Panel>
  )
}
