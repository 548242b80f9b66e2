import { Button, NumberInput, Select, TextInput } from '@mantine/core'

import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { moved } from './editing'
import { asText } from './kinds'
import type { Row } from './kinds'
import styles from './scheme.module.css'

export interface ColumnOf {
  name: string
  label: string
  type: 'text' | 'number' | 'select' | 'list' | 'end'
  options?: readonly { value: string; label: string }[]
  width?: string
}

interface RowsEditorProps {
  title: string
  columns: readonly ColumnOf[]
  rows: readonly Row[]
  onRows: (rows: Row[]) => void
  /** A fresh row, given those there are. */
  fresh?: (rows: readonly Row[]) => Row
  addLabel?: string
  /** One row that neither goes nor moves. */
  single?: boolean
}

const ENDS = ['low', 'high']

/** "happy, glad" as a list; what is between commas counts. */
function listOf(words: string): string[] {
  return words
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
}

function withCell(row: Row, name: string, value: unknown): Row {
  if (value !== '' && value !== undefined) return { ...row, [name]: value }
  const { [name]: _gone, ...rest } = row
  return rest
}

function CellInput({
  column,
  row,
  label,
  onRow,
}: {
  column: ColumnOf
  row: Row
  label: string
  onRow: (row: Row) => void
}) {
  const value = row[column.name]
  if (column.type === 'number') {
    return (
      <NumberInput
        size="xs"
        hideControls
        aria-label={label}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => {
          onRow(withCell(row, column.name, typeof next === 'number' ? next : ''))
        }}
      />
    )
  }
  if (column.type === 'select') {
    return (
      <Select
        size="xs"
        aria-label={label}
        allowDeselect={false}
        data={[...(column.options ?? [])]}
        value={asText(value)}
        onChange={(next) => {
          onRow(withCell(row, column.name, next ?? ''))
        }}
      />
    )
  }
  if (column.type === 'end') {
    const ends = Array.isArray(row['anchors']) ? row['anchors'] : ['', '']
    const place = ENDS.indexOf(column.name)
    return (
      <TextInput
        size="xs"
        aria-label={label}
        value={asText(ends[place])}
        onChange={(event) => {
          const { value: word } = event.currentTarget
          onRow({
            ...row,
            anchors: ENDS.map((_, index) => (index === place ? word : asText(ends[index]))),
          })
        }}
      />
    )
  }
  if (column.type === 'list') {
    const words = Array.isArray(value) ? value.map(String).join(', ') : ''
    return (
      <TextInput
        size="xs"
        aria-label={label}
        defaultValue={words}
        key={words}
        onBlur={(event) => {
          const list = listOf(event.currentTarget.value)
          if (list.join(', ') !== words)
            onRow(withCell(row, column.name, list.length > 0 ? list : ''))
        }}
      />
    )
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={asText(value)}
      onChange={(event) => {
        onRow(withCell(row, column.name, event.currentTarget.value))
      }}
    />
  )
}

/** A small table that is typed into: labels, tracks, dimensions, parts of a draft. */
export function RowsEditor(props: RowsEditorProps) {
  const { title, columns, rows, onRows, fresh, addLabel, single = false } = props
  const nameOf = (row: Row, index: number) =>
    asText(row['text']) || asText(row['id']) || m.studio.rows.row(index + 1)
  return (
    <div className={styles.rows}>
      <div className={styles.rowsScroll}>
        <table>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {!single && <th aria-hidden="true" />}
              {columns.map((column) => (
                <th key={column.name} style={{ inlineSize: column.width }} scope="col">
                  {column.label}
                </th>
              ))}
              {!single && <th aria-hidden="true" />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Rows have no name that lasts while it is being typed; their place is what they are.
              <tr key={index}>
                {!single && (
                  <td>
                    <button
                      type="button"
                      className={styles.handle}
                      aria-label={m.studio.rows.move(nameOf(row, index))}
                      onKeyDown={(event) => {
                        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
                        if (!by || index + by < 0 || index + by >= rows.length) return
                        event.preventDefault()
                        onRows(moved(rows, index, index + by))
                        const body = event.currentTarget.closest('tbody')
                        body?.rows[index + by]?.querySelector<HTMLElement>('button')?.focus()
                      }}
                      draggable
                      onDragStart={(event) => {
                        event.dataTransfer.setData('text/emotate-row', String(index))
                      }}
                      onDragOver={(event) => {
                        event.preventDefault()
                      }}
                      onDrop={(event) => {
                        event.preventDefault()
                        const from = event.dataTransfer.getData('text/emotate-row')
                        if (from) onRows(moved(rows, Number(from), index))
                      }}
                    >
                      <Icon name="menu" size={14} />
                    </button>
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.name}>
                    <CellInput
                      column={column}
                      row={row}
                      label={m.studio.rows.of(column.label, nameOf(row, index))}
                      onRow={(next) => {
                        onRows(rows.map((old, place) => (place === index ? next : old)))
                      }}
                    />
                  </td>
                ))}
                {!single && (
                  <td>
                    <button
                      type="button"
                      className={styles.handle}
                      aria-label={m.studio.rows.remove(nameOf(row, index))}
                      onClick={() => {
                        onRows(rows.filter((_, place) => place !== index))
                      }}
                    >
                      <Icon name="close" size={14} />
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fresh && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => {
            onRows([...rows, fresh(rows)])
          }}
        >
          {addLabel ?? m.studio.rows.add}
        </Button>
      )}
    </div>
  )
}
