import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { SchemeEditor } from './SchemeEditor'
import type { Body } from './editing'

const body: Body = {
  name: 'two',
  title: 'Two',
  questions: [
    {
      id: 'feeling',
      kind: 'choice',
      text: 'How do they feel?',
      labels: [
        { id: 'joy', text: 'Joy' },
        { id: 'anger', text: 'Anger' },
      ],
    },
    { id: 'sure', kind: 'scale', text: 'How strong?', min: 1, max: 5 },
  ],
}

interface Sent {
  scheme: Body
  dry_run: boolean
}

let sent: Sent[] = []

/** Answers as the server does: a scale needs min below max, all else is fine. */
function change(request: Sent): Response {
  const wrong = request.scheme.questions.filter(
    ({ min, max }) => typeof min === 'number' && typeof max === 'number' && min >= max,
  )
  if (wrong.length > 0) {
    const problems = wrong.map(({ id }) => ({
      question: id,
      message: 'min 9 must be less than max 5',
    }))
    return new Response(JSON.stringify({ message: 'no', extra: { problems } }), { status: 400 })
  }
  const questions = request.scheme.questions.map(({ id }) => ({
    id,
    change: id === 'sure' ? 'changed' : 'same',
    answers: 12,
    text: id === 'sure' ? 'Its answers stay under version 1.' : 'Its answers count on.',
  }))
  const found = { version: 2, is_new_version: true, questions, policy: [], drafts: 1 }
  return new Response(JSON.stringify(found), { status: 200 })
}

beforeEach(() => {
  sent = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') {
      const given = JSON.parse(await request.text()) as Sent
      sent.push(given)
      return change(given)
    }
    if (pathname.endsWith('/items/')) return new Response('{"count":0,"results":[]}')
    return new Response('[]')
  })
})

function open() {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SchemeEditor slug="kitchen" version={1} scheme={body} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return userEvent.setup()
}

// Finding things by role in a page of this size takes its time on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const order = () =>
  screen
    .getAllByRole('button', { name: /^Move .*: arrow keys, or drag$/ })
    .map((handle) => handle.getAttribute('aria-label')?.split(':')[0])

describe('the scheme editor', () => {
  it('moves a question by key and says where it is', async () => {
    const user = open()
    screen.getByRole('button', { name: /Move How strong/ }).focus()
    await user.keyboard('{ArrowUp}')
    expect(order()).toEqual(['Move How strong?', 'Move How do they feel?'])
    expect(screen.getByText('Now question 1 of 2')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(order()).toEqual(['Move How do they feel?', 'Move How strong?'])
  })

  it('adds a question of a kind and shows it as a rater would see it', async () => {
    const user = open()
    await user.click(screen.getByRole('button', { name: 'Add a question' }))
    const menu = await screen.findByRole('dialog')
    await user.click(within(menu).getByRole('button', { name: /A distribution/ }))
    expect(await screen.findByRole('heading', { name: 'What should the rater say?' })).toBeTruthy()
    expect(screen.getByLabelText('Text of Joy')).toHaveProperty('value', 'Joy')
  })

  it('puts what the server finds wrong beside the setting, and does not save it', async () => {
    const user = open()
    await user.click(screen.getByRole('button', { name: /How strong\?.*sure/ }))
    await user.clear(screen.getByLabelText('Lowest'))
    await user.type(screen.getByLabelText('Lowest'), '9')
    expect(await screen.findByText('min 9 must be less than max 5')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Check and save' })).toHaveProperty('disabled', true)
  })

  it('says what becomes of old answers before it saves', async () => {
    const user = open()
    await user.click(screen.getByRole('button', { name: /How strong\?.*sure/ }))
    await user.clear(screen.getByLabelText('Highest'))
    await user.type(screen.getByLabelText('Highest'), '7')
    await user.click(screen.getByRole('button', { name: 'Check and save' }))
    const dialog = await screen.findByRole('dialog')
    expect(await within(dialog).findByText(/This makes version 2/)).toBeTruthy()
    expect(within(dialog).getByText('Its answers stay under version 1.')).toBeTruthy()
    expect(within(dialog).getByText(/1 answer in progress/)).toBeTruthy()
    expect(sent.every((one) => one.dry_run)).toBe(true)
    await user.click(within(dialog).getByRole('button', { name: 'Save this version' }))
    await waitFor(() => {
      const saved = sent.filter((one) => !one.dry_run)
      expect(saved.map(({ scheme }) => scheme.questions[1]?.['max'])).toEqual([7])
    })
  })

  it('shows a question on a condition, which follows when it is renamed', async () => {
    const user = open()
    await user.click(screen.getByRole('button', { name: /How strong\?.*sure/ }))
    await user.click(screen.getByLabelText('Question', { selector: 'input' }))
    await user.click(await screen.findByRole('option', { name: 'How do they feel?', hidden: true }))
    await user.click(screen.getByLabelText('Anger'))
    await user.click(screen.getByRole('radio', { name: 'As JSON' }))
    const json = screen.getByLabelText<HTMLTextAreaElement>('The scheme as JSON').value
    expect((JSON.parse(json) as Body).questions[1]?.['show_when']).toEqual({
      question: 'feeling',
      in: ['joy', 'anger'],
    })
  })

  it('keeps unsaved work through a visit elsewhere', async () => {
    const user = open()
    await user.type(screen.getByLabelText('Help under the question'), 'Listen twice')
    await waitFor(() => {
      expect(localStorage.getItem('emotate:scheme:kitchen')).toContain('Listen twice')
    })
    await user.click(screen.getByRole('button', { name: 'Discard changes' }))
    expect(localStorage.getItem('emotate:scheme:kitchen')).toBeNull()
  })
})
