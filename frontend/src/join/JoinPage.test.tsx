import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes } from 'react-router'
import { beforeEach, describe, expect, it } from 'vitest'

import type { JoinInfo } from '../api/types'
import { startFakeServer } from '../testing/fakeServer'
import type { FakeServer } from '../testing/fakeServer'
import { JoinPage } from './JoinPage'
import { LeaveStudy, LeftPage } from './LeaveStudy'
import { readJoined } from './joined'

const link: JoinInfo = {
  title: 'Voices at the door',
  description: 'Short recordings of greetings.',
  content_warning: 'Some are unfriendly.',
  consent_text: 'Your answers are stored under a pseudonym.',
  id_parameter: 'PROLIFIC_PID',
  kept_parameters: ['STUDY_ID'],
  items_per_participant: 20,
  closed: null,
  standing: 'new',
}
let server: FakeServer

beforeEach(() => {
  localStorage.clear()
  server = startFakeServer()
  server.link = link
})

function open(path: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={[path]}>
          <Routes>
            <Route path="/join/:token" element={<JoinPage />} />
            <Route path="/join/:token/left" element={<LeftPage />} />
            <Route path="/rate/:slug" element={<LeaveStudy slug="kitchen" />} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

const start = () => screen.findByRole('button', { name: 'Take part' })

describe('the page of a recruiting link', () => {
  it('says what it is about, asks for consent, and leads straight to rating', async () => {
    open('/join/abc?PROLIFIC_PID=p1&STUDY_ID=s1&other=x')
    await screen.findByRole('heading', { name: 'Voices at the door' })
    for (const text of ['Some are unfriendly.', 'You rate 20 items.', link.consent_text]) {
      expect(screen.getByText(text)).toBeTruthy()
    }
    expect(await start()).toHaveProperty('disabled', true)
    await userEvent.click(screen.getByRole('checkbox'))
    await userEvent.click(await start())
    await screen.findByRole('button', { name: 'Stop taking part' })
    expect(server.joins).toEqual([
      { external_id: 'p1', parameters: { STUDY_ID: 's1' }, consent: true },
    ])
    expect(readJoined('kitchen')).toBe('abc')
  })

  it('lets somebody whose address lacks the id enter it', async () => {
    server.link = { ...link, consent_text: '' }
    open('/join/abc')
    await screen.findByText(/lacks your id \(PROLIFIC_PID\)/)
    const on = screen.getByRole('button', { name: 'Go on' })
    expect(on).toHaveProperty('disabled', true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Your id' }), 'p8')
    await userEvent.click(on)
    await userEvent.click(await screen.findByRole('button', { name: 'Change' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Your id' }), 'p9')
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
    await userEvent.click(await start())
    await waitFor(() => {
      expect(server.joins).toEqual([{ external_id: 'p9', parameters: {}, consent: false }])
    })
  })

  it('says why nobody new can join; who began before goes on', async () => {
    server.link = { ...link, closed: 'full' }
    open('/join/abc?PROLIFIC_PID=p1')
    await screen.findByText(/^All places of this study are taken\./)
    expect(screen.queryByRole('button', { name: 'Take part' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'I have begun already' }))
    await userEvent.click(await start())
    await screen.findByRole('button', { name: 'Stop taking part' })
  })

  it('asks nobody again who agreed to the same text', async () => {
    server.link = { ...link, standing: 'agreed' }
    open('/join/abc?PROLIFIC_PID=p1')
    await screen.findByRole('button', { name: 'Stop taking part' })
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(server.joins).toEqual([{ external_id: 'p1', parameters: {}, consent: false }])
    // What was not shown here is still shown before the first item.
    expect(localStorage.getItem('emotate:noted:8:kitchen')).toBeNull()
  })

  it('asks again where the text has changed, and says so', async () => {
    server.link = { ...link, standing: 'changed', closed: 'full' }
    open('/join/abc?PROLIFIC_PID=p1')
    await screen.findByRole('heading', { name: 'The consent text has changed' })
    const on = screen.getByRole('button', { name: 'Go on' })
    expect(on).toHaveProperty('disabled', true)
    await userEvent.click(screen.getByRole('checkbox'))
    await userEvent.click(on)
    await screen.findByRole('button', { name: 'Stop taking part' })
    expect(server.joins).toEqual([{ external_id: 'p1', parameters: {}, consent: true }])
  })

  it('signs another account out only when it is told to', async () => {
    server.link = { ...link, standing: 'agreed' }
    server.user = { id: 3, username: 'ruth', name: 'Ruth', role: 'researcher' }
    open('/join/abc?PROLIFIC_PID=p1')
    await screen.findByText(/In this browser Ruth is signed in/)
    expect(server.joins).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
    await screen.findByRole('button', { name: 'Stop taking part' })
    expect(server.joins).toHaveLength(1)
  })

  it('shows the code again to who has taken part already', async () => {
    server.work = [{ finish: { completion_code: 'AB12CD34', return_url: null } }]
    server.link = { ...link, standing: 'agreed', closed: 'ended' }
    open('/join/abc?PROLIFIC_PID=p1')
    await screen.findByText('You have taken part already')
    expect(screen.getByText('AB12CD34')).toBeTruthy()
  })

  it('says that an address leads nowhere', async () => {
    server.link = null
    open('/join/nothing')
    await screen.findByText('This link does not lead to a study')
  })

  it('lets a participant stop before the end', async () => {
    server.link = { ...link, consent_text: '' }
    open('/join/abc?PROLIFIC_PID=p1')
    await userEvent.click(await start())
    await userEvent.click(await screen.findByRole('button', { name: 'Stop taking part' }))
    await screen.findByText(/You do not get a completion code/)
    const [confirm] = screen.getAllByRole('button', { name: 'Stop taking part' }).slice(-1)
    if (confirm) await userEvent.click(confirm)
    await screen.findByText('You gave your participation back')
    expect(server.joins.at(-1)).toBe('return')
    expect(readJoined('kitchen')).toBeNull()
  })
})
