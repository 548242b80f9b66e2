import { MantineProvider } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, useNavigate, useSearchParams } from 'react-router'
import { describe, expect, it } from 'vitest'

import { SearchField } from './SearchField'

function Page() {
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  return (
    <>
      <SearchField
        onSearch={(words) => {
          setSearch(words ? { search: words } : {}, { replace: true })
        }}
      />
      <output>{search.get('search')}</output>
      <button type="button" onClick={() => void navigate('?search=rain')}>
        saved view
      </button>
      <button type="button" onClick={() => void navigate(-1)}>
        back
      </button>
    </>
  )
}

function open() {
  render(
    <MantineProvider env="test">
      <MemoryRouter initialEntries={['/items?search=snow']}>
        <Page />
      </MemoryRouter>
    </MantineProvider>,
  )
  return userEvent.setup()
}

const words = () => screen.getByRole<HTMLInputElement>('searchbox').value
const asked = () => screen.getByRole('status').textContent
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

describe('the search field', () => {
  it('follows an address that changes by other means, there and back', async () => {
    open()
    expect(words()).toBe('snow')
    await press('saved view')
    expect(words()).toBe('rain')
    await press('back')
    expect(words()).toBe('snow')
  })

  it('puts what is typed into the address, and keeps what is typed on meanwhile', async () => {
    const user = open()
    await user.clear(screen.getByRole('searchbox'))
    await user.type(screen.getByRole('searchbox'), 'sun ')
    await waitFor(() => {
      expect(asked()).toBe('sun')
    })
    expect(words()).toBe('sun ')
    await press('saved view')
    await press('back')
    expect(words()).toBe('sun')
  })

  it('forgets half a word when the address changes before it went there', async () => {
    const user = open()
    await user.type(screen.getByRole('searchbox'), 's')
    await press('saved view')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect([words(), asked()]).toEqual(['rain', 'rain'])
  })
})
