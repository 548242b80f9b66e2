import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { describe, expect, it, vi } from 'vitest'

import type { User } from '../../api/types'
import { createQueryClient } from '../../app/queryClient'
import { ContentNote } from './ContentNote'

const user = { id: 7, username: 'mika', name: 'Mika', role: 'annotator' } as User

function open(warning: string) {
  const card = { slug: 'kitchen', title: 'Kitchen talks', content_warning: warning }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify([card]))))
  return draw()
}

function draw() {
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <MemoryRouter>
          <ContentNote user={user} slug="kitchen">
            <p>the first item</p>
          </ContentNote>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

describe('a content note', () => {
  it('comes before the first item, and is accepted once', async () => {
    const first = open('Quarrels')
    await screen.findByText('Quarrels')
    expect(screen.queryByText('the first item')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'I understand, go on' }))
    await screen.findByText('the first item')
    first.unmount()
    open('Quarrels')
    await screen.findByText('the first item')
  })

  it('comes again when its words change', async () => {
    localStorage.setItem('emotate:noted:7:kitchen', 'Quarrels')
    open('Quarrels and crying')
    await screen.findByText('Quarrels and crying')
  })

  it('is not there where the project has none', async () => {
    open('')
    await screen.findByText('the first item')
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('shows nothing of the item while it is not known whether there is one', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 403 })))
    draw()
    await screen.findByRole('button', { name: 'Try again' })
    expect(screen.queryByText('the first item')).toBeNull()
  })
})
