/** Each kind answered by keyboard alone, as a rater does it on the page. */
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import type { Question } from '../../api/types'
import { ask, keyboard, problem, submitted } from '../../testing/openRating'

vi.mock('../../player/waveform', () => ({
  createWaveform: () => ({
    draw: () => undefined,
    setTime: () => undefined,
    setColours: () => undefined,
    dispose: () => undefined,
  }),
}))

const emotions = [
  { id: 'joy', text: 'Joy', key: 'j' },
  { id: 'fear', text: 'Fear', key: 'f' },
  { id: 'awe', text: 'Awe', key: 'w' },
]
const q = (body: object): Question => ({ id: 'q', text: 'What is it?', ...body }) as Question
const card = () => screen.getByRole('group', { name: 'What is it?' })
const status = () =>
  within(card())
    .getAllByRole('status')
    .map((note) => note.textContent)
    .join(' ')

const KINDS: [string, Question, string, unknown][] = [
  ['choice', q({ kind: 'choice', labels: emotions }), 'f', 'fear'],
  ['choice on a wheel', q({ kind: 'choice', labels: emotions, layout: 'wheel' }), 'w', 'awe'],
  ['multi', q({ kind: 'multi', labels: emotions }), 'wj', ['joy', 'awe']],
  ['none of several', q({ kind: 'multi', labels: emotions }), '0', []],
  ['intensity', q({ kind: 'intensity', labels: emotions }), 'j70f5', { joy: 70, fear: 5 }],
  [
    'levels',
    q({ kind: 'intensity', labels: emotions, min: 0, max: 2, levels: ['no', 'weak', 'strong'] }),
    'j2f0',
    { joy: 2, fear: 0 },
  ],
  ['distribution', q({ kind: 'distribution', labels: emotions }), 'j60f=', { joy: 0.6, fear: 0.4 }],
  ['scale', q({ kind: 'scale', min: 1, max: 7 }), '5', 5],
  ['scale below zero', q({ kind: 'scale', min: -3, max: 3 }), '-2', -2],
  [
    'a slider of fractions',
    q({ kind: 'scale', min: 0, max: 1, step: 0.01, style: 'slider' }),
    '{ArrowUp}{ArrowUp}{ArrowUp}{Shift>}{ArrowDown}{/Shift}',
    0.59,
  ],
  [
    'levels of a scale',
    q({ kind: 'scale', min: 1, max: 5, levels: ['A', 'B', 'C', 'D', 'E'] }),
    '3',
    3,
  ],
  [
    'grid',
    q({ kind: 'grid' }),
    '{ArrowUp}{ArrowUp}{ArrowLeft}{Shift>}{ArrowRight}{/Shift}',
    { valence: -0.09, arousal: 0.1 },
  ],
  ['statement', q({ kind: 'statement' }), 'f', 'false'],
  ['pair', q({ kind: 'pair' }), '2', 'second'],
  ['no preference', q({ kind: 'pair' }), '0', 'none'],
  ['rank', q({ kind: 'rank', labels: emotions }), 'wj2', ['awe', 'joy', 'fear']],
  [
    'rank moved',
    q({ kind: 'rank', labels: emotions }),
    '123{ArrowUp}{ArrowUp}j{ArrowDown}',
    ['awe', 'fear', 'joy'],
  ],
  ['text', q({ kind: 'text' }), '{ArrowDown}So glad{Escape}', 'So glad'],
  [
    'words',
    q({ kind: 'words' }),
    '{ArrowDown}awe{Enter}big  fear{Enter}oops{Enter}{Backspace}{Escape}',
    [{ word: 'awe' }, { word: 'big  fear' }],
  ],
  [
    'words suggested',
    q({ kind: 'words', suggestions: ['wonder', 'worry'] }),
    '{ArrowDown}wo{ArrowDown}{ArrowDown}{Enter}{Escape}',
    [{ word: 'worry' }],
  ],
  [
    'spans',
    q({ kind: 'spans', labels: emotions }),
    '{ArrowDown}{ArrowRight}{Shift>}{ArrowRight}{/Shift}f',
    [{ turn: 0, start: 3, end: 9, label: 'fear', text: 'lost 😀' }],
  ],
  [
    'regions',
    q({ kind: 'regions', labels: emotions }),
    '+{ArrowRight}{Shift>}{ArrowDown}{/Shift}j',
    [{ x: 0.37, y: 0.35, width: 0.3, height: 0.32, label: 'joy' }],
  ],
]

const item = { transcript: 'We lost 😀 it all.', speaker: 'Mara' }

describe('every kind by keyboard alone', () => {
  it.each(KINDS)('%s', async (_name, question, keys, value) => {
    const server = await ask([question], item)
    await keyboard(keys)
    expect(await submitted(server)).toEqual({ q: { value } })
  })

  it.each(KINDS)('%s: nothing is answered before the rater does it', async (_name, question) => {
    const server = await ask([question], item)
    for (const box of within(card()).queryAllByRole<HTMLInputElement>('radio')) {
      expect(box.checked).toBe(false)
    }
    for (const slider of within(card()).queryAllByRole('slider')) {
      expect(slider.getAttribute('aria-valuetext')).toMatch(/not (rated|answered)/)
    }
    for (const field of within(card()).queryAllByRole<HTMLInputElement>('textbox')) {
      expect(field.value).toBe('')
    }
    expect(within(card()).getByText('needed')).toBeTruthy()
    expect(await submitted(server)).toBeNull()
    expect(problem()).toContain('Not answered yet')
  })

  it.each(KINDS)('%s: undo takes it back to nothing', async (_name, question, keys) => {
    const server = await ask([question], item)
    await keyboard(keys)
    await keyboard('z'.repeat(12))
    expect(within(card()).getByText('needed')).toBeTruthy()
    expect(await submitted(server)).toBeNull()
  })
})

describe('grid', () => {
  it('opens empty, then says where the point is', async () => {
    await ask([q({ kind: 'grid' })])
    expect(status()).toContain('No point yet')
    await keyboard('{ArrowRight}')
    expect(status()).toContain('Valence 0.00 · Arousal 0.00')
    await keyboard('{ArrowRight}{Shift>}{ArrowUp}{/Shift}')
    expect(status()).toContain('Valence 0.10 · Arousal 0.01')
  })

  it('leaves the arrows to the player when another question is marked', async () => {
    await ask([q({ kind: 'grid' }), { id: 's', kind: 'scale', text: 'S', min: 1, max: 5 }])
    await userEvent.tab()
    await keyboard('{ArrowRight}')
    expect(status()).toContain('No point yet')
  })
})

describe('pair', () => {
  it('keeps the clip of the item, whichever side it was shown on', async () => {
    const presentation = {
      seed: 1,
      arm: null,
      sides: ['second', 'first'],
      options: {},
      assistance: null,
      role: 'normal',
    } as const
    const server = await ask([q({ kind: 'pair' })], {
      presentation: { ...presentation, sides: [...presentation.sides] },
    })
    await keyboard('1')
    expect(within(card()).getByRole('radio', { name: /A, on the left/ })).toHaveProperty(
      'checked',
      true,
    )
    expect(await submitted(server)).toEqual({ q: { value: 'second' } })
  })
})

describe('rank', () => {
  it('is not complete before all labels have a place', async () => {
    const server = await ask([q({ kind: 'rank', labels: emotions })])
    await keyboard('j')
    expect(await submitted(server)).toBeNull()
    expect(problem()).toContain('Not ranked yet: Fear, Awe')
  })

  it('takes a label out again', async () => {
    const server = await ask([q({ kind: 'rank', labels: emotions, complete: false })])
    await keyboard('jfw-')
    expect(await submitted(server)).toEqual({ q: { value: ['joy', 'fear'] } })
  })
})

describe('text', () => {
  it('is typed with letters that are keys elsewhere, and undone at once', async () => {
    const server = await ask([q({ kind: 'text' })])
    await userEvent.tab()
    await keyboard('big xyz!{Control>}{Enter}{/Control}')
    expect(document.activeElement).toBe(card())
    await keyboard('z')
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('')
    expect(await submitted(server)).toBeNull()
  })

  it('is no answer when it was deleted again, and blank is said', async () => {
    const server = await ask([q({ kind: 'text', required: false })])
    await keyboard('{ArrowDown}a{Backspace}{Escape}')
    expect(await submitted(server)).toEqual({})
  })
})

describe('words', () => {
  it('takes each word once, with a reason where that is asked', async () => {
    const server = await ask([q({ kind: 'words', reasons: true })])
    await keyboard('{ArrowDown}Awe{Enter}awe{Enter}')
    expect(status()).toContain('“awe” is there already')
    await userEvent.tab({ shift: true })
    await keyboard('the sky{Enter}')
    expect(await submitted(server)).toEqual({ q: { value: [{ word: 'Awe', reason: 'the sky' }] } })
  })

  it('suggests nothing before something is typed', async () => {
    await ask([q({ kind: 'words', suggestions: ['wonder'] })])
    await keyboard('{ArrowDown}')
    expect(screen.queryByRole('option')).toBeNull()
    await keyboard('w')
    expect(screen.getByRole('option').textContent).toBe('wonder')
  })
})

describe('spans', () => {
  const context = {
    before: [
      {
        speaker: 'Jo',
        transcript: 'You broke my cup.',
        start_seconds: 0,
        end_seconds: 1,
        turn: -1,
      },
    ],
    after: [],
  }

  it('reach into earlier turns, are changed and deleted', async () => {
    const server = await ask([q({ kind: 'spans', labels: emotions, scope: 'dialogue' })], {
      ...item,
      context,
    })
    await keyboard('{ArrowRight}{ArrowUp}{Shift>}{ArrowRight}{/Shift}j')
    const entry = within(card()).getByText('“You broke”').closest('button')
    expect(entry?.textContent).toBe('Joy “You broke” Jo, the turn before')
    await keyboard('[[w{ArrowDown}f-')
    expect(await submitted(server)).toEqual({
      q: { value: [{ turn: -1, start: 0, end: 9, label: 'awe', text: 'You broke' }] },
    })
  })

  it('say that there is none by a key of its own', async () => {
    const server = await ask([q({ kind: 'spans', labels: emotions })], item)
    await keyboard('0')
    expect(await submitted(server)).toEqual({ q: { value: [] } })
  })
})

describe('review', () => {
  const question = q({
    kind: 'review',
    fields: [
      { id: 'caption', text: 'Caption' },
      { id: 'labels', text: 'Labels', kind: 'words' },
    ],
  })
  const draft = { caption: 'She is angry.', labels: ['anger'] }
  const drafted = { ...item, model_draft: { model: 'tiny-captioner', values: { q: draft } } }

  it('shows the draft with the name of its model, and accepts it', async () => {
    const server = await ask([question], drafted)
    expect(within(card()).getByText('Draft by tiny-captioner')).toBeTruthy()
    expect(await submitted(server)).toBeNull()
    await keyboard('a')
    expect(await submitted(server)).toEqual({ q: { value: { verdict: 'accept', draft } } })
  })

  it('edits it, and shows what went and what came', async () => {
    const server = await ask([question], drafted)
    await keyboard('e')
    const caption = await screen.findByRole('textbox', { name: 'Caption' })
    expect(within(card()).getByText('Nothing is edited yet.')).toBeTruthy()
    await userEvent.click(caption)
    await keyboard('{End}{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}sad.')
    await keyboard('{Escape}')
    expect(document.querySelector('del')?.textContent).toBe('angry.')
    expect(document.querySelector('ins')?.textContent).toBe('sad.')
    expect(await submitted(server)).toEqual({
      q: { value: { verdict: 'edit', draft, fields: { ...draft, caption: 'She is sad.' } } },
    })
  })

  it('asks why it is rejected', async () => {
    const server = await ask([question], drafted)
    await keyboard('r')
    const reason = await screen.findByRole('textbox', { name: 'Why is it rejected?' })
    await waitFor(() => {
      expect(document.activeElement).toBe(reason)
    })
    await keyboard('{Escape}')
    expect(await submitted(server)).toBeNull()
    expect(problem()).toContain('Say why')
    await userEvent.click(reason)
    await keyboard('Wrong person{Enter}')
    expect(await submitted(server)).toEqual({
      q: { value: { verdict: 'reject', draft, reason: 'Wrong person' } },
    })
  })
})
