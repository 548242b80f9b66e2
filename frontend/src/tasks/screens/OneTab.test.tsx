import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { fakeLocks } from '../../testing/fakeLocks'
import { OneTab } from './OneTab'

beforeEach(() => {
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { locks: fakeLocks() }))
  vi.stubGlobal('BroadcastChannel', undefined)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function open() {
  return render(
    <StrictMode>
      <MantineProvider env="test">
        <MemoryRouter>
          <OneTab name="rate">the questions</OneTab>
        </MemoryRouter>
      </MantineProvider>
    </StrictMode>,
  )
}

describe('the guard of one tab under StrictMode', () => {
  it('takes its own second mount for no other tab', async () => {
    open()
    await screen.findByText('the questions')
    expect(screen.queryByText('Rating goes on in another tab')).toBeNull()
  })

  it('takes itself for no other tab when the page is left and opened again at once', async () => {
    const { unmount } = open()
    await screen.findByText('the questions')
    unmount()
    open()
    await screen.findByText('the questions')
  })

  it('still tells another tab, which may take over', async () => {
    open()
    await screen.findByText('the questions')
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Take over here' }))
    await screen.findByRole('button', { name: 'Take over here' }, { timeout: 4000 })
    expect(screen.getAllByText('the questions')).toHaveLength(1)
  })
})
