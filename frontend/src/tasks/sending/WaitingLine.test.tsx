import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { beforeEach, describe, expect, it } from 'vitest'

import { startFakeServer } from '../../testing/fakeServer'
import type { FakeServer } from '../../testing/fakeServer'
import { WaitingLine } from './WaitingLine'
import { createRaterStore } from '../kept/raterStore'
import type { Outgoing } from './outbox'

const USER = 31
let server: FakeServer

beforeEach(() => {
  server = startFakeServer()
})

const outgoing = (key: string, assignment: number): Outgoing => ({
  client_key: key,
  assignment_id: assignment,
  answers: { arousal: { value: 3 } },
  elapsed_ms: 10,
  plays: 1,
  queued_at: assignment,
})

function show() {
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter>
          <WaitingLine user={USER} />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

describe('answers that wait on this computer', () => {
  it('are counted while the server is away and sent once when it is back', async () => {
    const store = createRaterStore(USER, localStorage)
    await store.add(outgoing('a', 100))
    await store.add(outgoing('b', 101))
    server.offline = true
    show()
    await screen.findByText(/2 answers wait on this computer/)
    expect(server.ratings).toHaveLength(0)
    server.offline = false
    window.dispatchEvent(new Event('online'))
    await waitFor(() => {
      expect(screen.queryByText(/wait on this computer/)).toBeNull()
    })
    expect(server.ratings.map(({ body }) => body.client_key)).toEqual(['a', 'b'])
    expect(await store.outgoing()).toEqual([])
  })

  it('do not hold each other up: one is refused and comes back as a draft', async () => {
    const store = createRaterStore(USER, localStorage)
    await store.add(outgoing('c', 100))
    await store.add(outgoing('d', 101))
    server.refuseNext = 'Unknown label.'
    show()
    await screen.findByText(/Unknown label\./)
    await waitFor(() => {
      expect(server.ratings.map(({ body }) => body.client_key)).toEqual(['d'])
    })
    expect((await store.draft(100))?.answers).toEqual({ arousal: { value: 3 } })
    expect(await store.outgoing()).toEqual([])
  })
})
