import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { CardRow, CardTable, Cell } from './CardTable'

describe('a table whose rows may stand as cards', () => {
  it('stays a table for screen readers, and names each number for the eye', () => {
    render(
      <MantineProvider>
        <CardTable
          columns={[{ title: 'Person' }, { title: 'Done' }, { title: 'Tools', quiet: true }]}
        >
          <CardRow corner>
            <Cell part="title">Ana</Cell>
            <Cell name="Done" num>
              8
            </Cell>
            <Cell part="corner">
              <button type="button">Remove</button>
            </Cell>
          </CardRow>
        </CardTable>
      </MantineProvider>,
    )
    const table = screen.getByRole('table')
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((head) => head.textContent),
    ).toEqual(['Person', 'Done', 'Tools'])
    const cells = within(table).getAllByRole('cell')
    expect(cells.map((cell) => cell.textContent)).toEqual(['Ana', '8', 'Remove'])
    // The role is written out: a table that is drawn as a grid is none to some browsers.
    expect(cells[1]?.getAttribute('role')).toBe('cell')
    expect(cells[1]?.getAttribute('data-name')).toBe('Done')
  })
})
