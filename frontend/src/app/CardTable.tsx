import { Table } from '@mantine/core'

import styles from './cardTable.module.css'

export interface Column {
  title: string
  /** Said to screen readers alone: what stands below needs no heading for the eye. */
  quiet?: boolean
  width?: number
  note?: string
}

interface CardTableProps {
  columns: readonly Column[]
  spacing?: number
  className?: string | undefined
  children: React.ReactNode
}

/**
 * A table whose rows stand as cards where it has little room, so that nothing is out of sight.
 *
 * Its cells are `Cell`s in `CardRow`s. The roles are written out because browsers forget those of
 * a table that is drawn as something else.
 */
export function CardTable(props: CardTableProps) {
  const { columns, spacing = 8, className = '', children } = props
  return (
    <div className={styles.frame}>
      <Table role="table" verticalSpacing={spacing} className={`${styles.table} ${className}`}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map(({ title, quiet, width, note }) => (
              <Table.Th
                key={title}
                role="columnheader"
                {...(width === undefined ? {} : { w: width })}
                title={note}
              >
                {quiet ? <span className="visually-hidden">{title}</span> : title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">{children}</Table.Tbody>
      </Table>
    </div>
  )
}

/** A row; `lead` and `corner` say that it has cells of those parts. */
export function CardRow({
  lead,
  corner,
  children,
  ...rest
}: {
  lead?: boolean
  corner?: boolean
  className?: string | undefined
  children: React.ReactNode
} & Record<`data-${string}`, unknown>) {
  return (
    <Table.Tr role="row" data-lead={lead || undefined} data-corner={corner || undefined} {...rest}>
      {children}
    </Table.Tr>
  )
}

interface CellProps extends Record<`data-${string}`, unknown> {
  /** What the number or word is; on a card it stands above it. */
  name?: string
  /**
   * On a card: what the row is about, what needs a line of its own or half of one, a control before
   * the title, or one in the corner.
   */
  part?: 'title' | 'wide' | 'half' | 'lead' | 'corner'
  num?: boolean
  /** Nothing to tell; a card leaves it out. */
  empty?: boolean
  className?: string | undefined
  colSpan?: number
  children?: React.ReactNode
}

export function Cell({ name, part, num, empty, className = '', children, ...rest }: CellProps) {
  return (
    <Table.Td
      role="cell"
      className={num ? `num ${className}` : className}
      data-name={name}
      data-part={part}
      data-empty-cell={empty || undefined}
      {...rest}
    >
      {children}
    </Table.Td>
  )
}
