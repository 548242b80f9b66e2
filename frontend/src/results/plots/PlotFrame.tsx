import { Button, Table } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useId, useState } from 'react'

import { Panel } from '../../app/Page'
import { formatNumber, m } from '../../i18n'
import { saveCsv, saveSvg } from './save'
import type { Cell } from './save'
import styles from './plots.module.css'

interface PlotFrameProps {
  /** What the plot shows. */
  title: string
  /** Units and n. */
  note: React.ReactNode
  /** Name of saved files, without ending. */
  file: string
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** Narrow plots may need more of it. */
  height: number | ((width: number) => number)
  /** Draws at this width; the frame owns the svg element and its title. */
  draw: (width: number) => React.ReactNode
  children?: React.ReactNode
}

function shown(cell: Cell): string {
  if (typeof cell !== 'number') return cell ?? '–'
  return Number.isInteger(cell) ? formatNumber(cell) : formatNumber(cell, 3)
}

export function DataTable({
  head,
  rows,
  title,
  minWidth = 420,
}: Pick<PlotFrameProps, 'head' | 'rows' | 'title'> & { minWidth?: number }) {
  return (
    <Table.ScrollContainer minWidth={minWidth}>
      <Table className="num" verticalSpacing={6}>
        <caption className="visually-hidden">{title}</caption>
        <Table.Thead>
          <Table.Tr>
            {head.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.slice(0, 3).join('|')}>
              {head.map((name, column) => (
                <Table.Td key={name}>{shown(row[column] ?? null)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** A plot with its title, n, its table and its files. */
export function PlotFrame(props: PlotFrameProps) {
  const { title, note, file, head, rows, height, draw, children } = props
  const [asTable, setAsTable] = useState(false)
  const [svg, setSvg] = useState<SVGSVGElement | null>(null)
  const { ref, width } = useElementSize()
  const id = useId()
  const tools = (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-pressed={asTable}
        onClick={() => {
          setAsTable(!asTable)
        }}
      >
        {asTable ? m.common.showPlot : m.common.showTable}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        disabled={!svg}
        onClick={() => {
          if (svg) saveSvg(svg, file)
        }}
      >
        {m.common.saveSvg}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => {
          saveCsv(head, rows, file)
        }}
      >
        {m.common.saveCsv}
      </Button>
    </>
  )
  return (
    <Panel title={title} note={note} tools={tools}>
      <div ref={ref} className={styles.frame}>
        {asTable ? (
          <DataTable head={head} rows={rows} title={title} />
        ) : (
          <svg
            ref={setSvg}
            className={styles.plot}
            width={Math.max(width, 1)}
            height={typeof height === 'number' ? height : height(width)}
            role="img"
            aria-labelledby={id}
            direction="ltr"
          >
            <title id={id}>{title}</title>
            {width > 0 && draw(width)}
          </svg>
        )}
      </div>
      {children}
    </Panel>
  )
}
