import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { IDBFactory } from 'fake-indexeddb'
import { MemoryRouter, Route, Routes } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { startFakeServer } from '../testing/fakeServer'
import type { FakeServer } from '../testing/fakeServer'
import { RatingPage } from './RatingPage'
import { indexedKept } from './kept/indexedKept'
import { createRaterStore } from './kept/raterStore'

// The waveform is drawn on a canvas, which jsdom does not have; it has a test of its own.
vi.mock('../player/waveform', () => ({
  createWaveform: () => ({
    draw: () => undefined,
    setTime: () => undefined,
    setColours: () => undefined,
    dispose: () => undefined,
  }),
}))

const user = { id: 7, username: 'mika', name: 'Mika', role: 'annotator' as const }
let server: FakeServer

beforeEach(() => {
  server = startFakeServer()
})

function openPage() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={['/rate/kitchen']}>
          <Routes>
            <Route path="/rate/:slug" element={<RatingPage user={user} />} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

async function openItem(sentence: string) {
  const view = openPage()
  await screen.findByText(sentence)
  return view
}

/** Answers both questions by keyboard: 60 anger, 40 sadness, arousal 4. */
async function answerAll() {
  await userEvent.keyboard('a60s40')
  await userEvent.tab()
  await userEvent.tab()
  await userEvent.keyboard('4')
}

/** What a request waits at until the test opens it. */
function gate(): { opened: Promise<void>; open: () => void } {
  const doors: (() => void)[] = []
  const opened = new Promise<void>((resolve) => {
    doors.push(resolve)
  })
  return {
    opened,
    open: () => {
      doors.forEach((door) => {
        door()
      })
    },
  }
}

const first = () => screen.getByRole('group', { name: 'How does the speaker feel?' })

describe('rating by keyboard', () => {
  it('gives weights, submits and shows the next item', async () => {
    await openItem('Sentence 0.')
    expect(document.activeElement).toBe(first())
    await answerAll()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Sentence 1.')
    expect(server.ratings).toHaveLength(1)
    expect(server.ratings[0]?.body.answers).toEqual({
      emotion: { value: { anger: 0.6, sadness: 0.4 } },
      arousal: { value: 4 },
    })
    expect(server.ratings[0]?.body.client_key).toMatch(/^[0-9a-f-]{36}$/)
    const kept = await indexedKept('emotate', indexedDB).read('')
    expect(kept).toEqual([])
  })

  it('starts with nothing answered', async () => {
    await openItem('Sentence 0.')
    for (const slider of within(first()).getAllByRole('slider')) {
      expect(slider.getAttribute('aria-valuetext')).toBe('not rated')
    }
    expect(screen.getAllByRole('radio').some((radio) => (radio as HTMLInputElement).checked)).toBe(
      false,
    )
  })

  it('names the question that is missing, marks it and sends nothing', async () => {
    await openItem('Sentence 0.')
    await userEvent.keyboard('a60')
    await userEvent.keyboard('{Enter}')
    const live = document.querySelector('[aria-live="assertive"]')
    expect(live?.textContent).toContain('How does the speaker feel?')
    expect(live?.textContent).toContain('sum to 60')
    expect(document.activeElement).toBe(first())
    expect(server.ratings).toHaveLength(0)
    await userEvent.keyboard('=')
    await userEvent.keyboard('{Enter}')
    expect(live?.textContent).toContain('How activated?')
  })

  it('knows cannot tell, confidence, arrows, clear and undo', async () => {
    await openItem('Sentence 0.')
    await userEvent.keyboard('n{ArrowUp}{Shift>}{ArrowUp}{/Shift}')
    expect(within(first()).getByText('6')).toBeTruthy()
    await userEvent.keyboard('x')
    expect(within(first()).getByRole('checkbox', { name: /Cannot tell/ })).toHaveProperty(
      'checked',
      true,
    )
    await userEvent.keyboard('z')
    expect(within(first()).getByText('6')).toBeTruthy()
    await userEvent.keyboard('{Backspace}')
    expect(within(first()).queryByText('6')).toBeNull()
    await userEvent.keyboard('a=')
    await userEvent.tab()
    await userEvent.keyboard('5')
    await userEvent.tab()
    await userEvent.keyboard('2{Enter}')
    await screen.findByText('Sentence 1.')
    expect(server.ratings[0]?.body.answers).toEqual({
      emotion: { value: { anger: 1 }, confidence: 5 },
      arousal: { value: 2 },
    })
  })

  it('takes the last submit back with its answers, and makes a second revision', async () => {
    await openItem('Sentence 0.')
    await answerAll()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Sentence 1.')
    await userEvent.keyboard('{Control>}z{/Control}')
    await screen.findByText('Sentence 0.')
    expect(within(first()).getByText('60')).toBeTruthy()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Sentence 1.')
    expect(server.ratings.map((rating) => [rating.assignment, rating.revision])).toEqual([
      [100, 1],
      [100, 2],
    ])
  })

  it('skips with a reason', async () => {
    await openItem('Sentence 0.')
    await userEvent.keyboard('!')
    const skip = await screen.findByRole('button', { name: 'Skip this item' })
    expect(screen.queryByRole('radio', { checked: true })).toBeNull()
    await userEvent.click(skip)
    expect(screen.getByText(/Choose a reason/)).toBeTruthy()
    await userEvent.click(screen.getByRole('radio', { name: /sound is bad/ }))
    await userEvent.click(skip)
    await screen.findByText('Sentence 1.')
    expect(server.skips).toEqual([{ assignment: 100, reason: 'bad sound' }])
  })

  it('lists its keys on a sheet', async () => {
    await openItem('Sentence 0.')
    await userEvent.keyboard('/')
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(sheet).getByText('Make the shares sum to 100')).toBeTruthy()
    await userEvent.keyboard('a60')
    expect(within(first()).queryByText('60')).toBeNull()
  })

  it('takes answers while the guidelines stand beside them', async () => {
    await openItem('Sentence 0.')
    await userEvent.keyboard('g')
    await screen.findByText('Trust the voice.')
    await userEvent.keyboard('a60')
    expect(within(first()).getByText('60')).toBeTruthy()
    await userEvent.keyboard('g')
    await waitFor(() => {
      expect(screen.queryByText('Trust the voice.')).toBeNull()
    })
  })

  it('goes back to the question after a pause', async () => {
    await openItem('Sentence 0.')
    await userEvent.click(screen.getByRole('button', { name: /^Pause/ }))
    await userEvent.click(await screen.findByRole('button', { name: 'Go on' }))
    expect(document.activeElement).toBe(first())
  })

  it('thanks when nothing is left', async () => {
    server.total = 0
    openPage()
    await screen.findByText('Nothing left to rate here')
  })
})

describe('nothing is lost', () => {
  it('saves the draft on the server and finds it after a reload', async () => {
    const view = await openItem('Sentence 0.')
    await userEvent.keyboard('a60')
    await waitFor(
      () => {
        expect(server.drafts.get(100)?.answers).toEqual({ emotion: { value: { anger: 0.6 } } })
      },
      { timeout: 3000 },
    )
    view.unmount()
    globalThis.indexedDB = new IDBFactory()
    await openItem('Sentence 0.')
    expect(within(first()).getByText('60')).toBeTruthy()
  })

  it('finds the draft of this computer when the server never got it', async () => {
    const view = await openItem('Sentence 0.')
    server.offline = true
    await userEvent.keyboard('a60')
    await screen.findByText('Offline, kept on this computer (1)', {}, { timeout: 3000 })
    view.unmount()
    server.offline = false
    await openItem('Sentence 0.')
    expect(within(first()).getByText('60')).toBeTruthy()
  })

  it('sends a submission again until it is confirmed, and only once', async () => {
    await openItem('Sentence 0.')
    await answerAll()
    server.loseNextReceipt = true
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Offline, kept on this computer (1)')
    expect(await createRaterStore(user.id, localStorage).outgoing()).toHaveLength(1)
    act(() => {
      window.dispatchEvent(new Event('online'))
    })
    await screen.findByText('Sentence 1.')
    expect(server.ratings).toHaveLength(1)
  })

  it('sends after a reload what was never confirmed', async () => {
    const view = await openItem('Sentence 0.')
    await answerAll()
    server.offline = true
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Offline, kept on this computer (1)')
    view.unmount()
    server.offline = false
    await openItem('Sentence 1.')
    expect(server.ratings).toHaveLength(1)
    expect(server.ratings[0]?.body.answers['arousal']).toEqual({ value: 4 })
  })

  it('says when the browser refuses to keep anything, and sends all the same', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await openItem('Sentence 0.')
    await answerAll()
    await screen.findByText(/refuses to keep anything/)
    server.offline = true
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Offline, kept on this computer (1)')
    const leaving = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).toBe(true)
    server.offline = false
    act(() => {
      window.dispatchEvent(new Event('online'))
    })
    await screen.findByText('Sentence 1.')
    expect(server.ratings).toHaveLength(1)
  })

  it('says that somebody was signed out while a draft is saved, and keeps it here', async () => {
    await openItem('Sentence 0.')
    server.signedOut = true
    await userEvent.keyboard('a60')
    await screen.findByText(/You were signed out/)
    expect(screen.getByRole('link', { name: 'Sign in again' })).toBeTruthy()
    expect((await createRaterStore(user.id, localStorage).draft(100))?.answers).toEqual({
      emotion: { value: { anger: 0.6 } },
    })
  })

  it('keeps answers that the server refused, and says why', async () => {
    await openItem('Sentence 0.')
    await answerAll()
    server.refuseNext = 'The project is closed.'
    await userEvent.keyboard('{Enter}')
    await screen.findByText(/The project is closed\./)
    expect(within(first()).getByText('60')).toBeTruthy()
    expect(server.ratings).toHaveLength(0)
  })

  it('shows the newer answers of another window and says so', async () => {
    await openItem('Sentence 0.')
    server.drafts.set(100, { answers: { emotion: { value: { neutral: 0.7 } } }, seq: 90 })
    await userEvent.keyboard('a60')
    await screen.findByText(/Newer answers to this item/, {}, { timeout: 3000 })
    expect(within(first()).getByText('70')).toBeTruthy()
    expect(within(first()).queryByText('60')).toBeNull()
  })

  it('keeps an answer with its own item while the last one is fetched back', async () => {
    await openItem('Sentence 0.')
    await answerAll()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('Sentence 1.')
    const slow = gate()
    server.before = (path) => (path.endsWith('/reopen/') ? slow.opened : Promise.resolve())
    await userEvent.keyboard('{Control>}z{/Control}')
    await userEvent.keyboard('n100')
    slow.open()
    await screen.findByText('Sentence 0.')
    await waitFor(() => {
      expect(server.drafts.get(101)?.answers).toEqual({ emotion: { value: { neutral: 1 } } })
    })
    expect(server.drafts.has(100)).toBe(false)
  })

  it('gives an answer that is open again no number among those still to come', async () => {
    await openItem('Sentence 0.')
    await answerAll()
    await userEvent.keyboard('{Enter}')
    await screen.findByText('item 2 of 3')
    await userEvent.keyboard('{Control>}z{/Control}')
    await screen.findByText('an earlier answer, open again')
    expect(screen.queryByText(/item \d of 3/)).toBeNull()
  })

  it('takes its own older draft that arrives late for no other window', async () => {
    await openItem('Sentence 0.')
    const late = gate()
    const asked: string[] = []
    server.before = (path) => {
      if (!path.endsWith('/draft/')) return Promise.resolve()
      asked.push(path)
      return asked.length === 1 ? late.opened : Promise.resolve()
    }
    await userEvent.keyboard('a60')
    await waitFor(
      () => {
        expect(asked).toHaveLength(1)
      },
      { timeout: 3000 },
    )
    await userEvent.keyboard('s40')
    await waitFor(
      () => {
        expect(server.drafts.get(100)?.answers['emotion']?.value).toEqual({
          anger: 0.6,
          sadness: 0.4,
        })
      },
      { timeout: 3000 },
    )
    late.open()
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)))
    expect(screen.queryByText(/Newer answers to this item/)).toBeNull()
    await userEvent.keyboard('z')
    expect(within(first()).queryByText('40')).toBeNull()
  })

  it('does not put answers to older questions under newer ones', async () => {
    await createRaterStore(user.id, localStorage).saveDraft(100, {
      answers: { emotion: { value: 'anger' }, arousal: { value: 4 }, gone: { value: 1 } },
      seq: 3,
      elapsed_ms: 0,
      plays: 0,
      scheme_version: 0,
    })
    await openItem('Sentence 0.')
    const arousal = screen.getByRole('group', { name: 'How activated?' })
    expect(within(arousal).getByRole('radio', { name: /4/ })).toHaveProperty('checked', true)
    await waitFor(
      () => {
        expect(server.drafts.get(100)?.answers).toEqual({ arousal: { value: 4 } })
      },
      { timeout: 3000 },
    )
  })
})
