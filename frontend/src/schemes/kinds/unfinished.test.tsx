/** What is half done, taken away or never given, as a rater leaves it on the page. */
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import type { Question } from '../../api/types'
import { m } from '../../i18n'
import { ask, keyboard, submitted } from '../../testing/openRating'

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
]
const q = (body: object): Question => ({ id: 'q', text: 'What is it?', ...body }) as Question
const card = () => screen.getByRole('group', { name: 'What is it?' })

describe('what stands in a field', () => {
  const many = Array.from({ length: 20 }, (_, at) => ({
    id: `l${String(at)}`,
    text: `Label ${String(at)}`,
  }))

  it('to find a label stays with its item: the next one shows all labels', async () => {
    const server = await ask([q({ kind: 'choice', labels: many })])
    await keyboard(';label 19')
    await userEvent.click(screen.getByRole('radio', { name: /Label 19/ }))
    await keyboard('{Escape}')
    await userEvent.type(screen.getByRole('searchbox'), 'label 19')
    await userEvent.click(screen.getByRole('button', { name: /^Submit/ }))
    await screen.findByText(/item 2 of 3/)
    expect(server.ratings[0]?.body.answers).toEqual({ q: { value: 'l19' } })
    expect(screen.getAllByRole('radio')).toHaveLength(20)
  })

  it('as a word belongs to the answer, also without Enter', async () => {
    const server = await ask([q({ kind: 'words' })])
    await userEvent.type(screen.getByRole('combobox'), 'awe')
    await userEvent.click(screen.getByRole('button', { name: /^Submit/ }))
    await screen.findByText(/item 2 of 3/)
    expect(server.ratings[0]?.body.answers).toEqual({ q: { value: [{ word: 'awe' }] } })
    expect(screen.getByRole('combobox')).toHaveProperty('value', '')
  })

  it('as a word is taken away by Escape', async () => {
    const server = await ask([q({ kind: 'words' })])
    await keyboard('{ArrowDown}joy{Enter}oops{Escape}')
    expect(await submitted(server)).toEqual({ q: { value: [{ word: 'joy' }] } })
  })
})

describe('a label in hand', () => {
  it('is let go before the next item is here, which begins at its top', async () => {
    const levels = ['absent', 'weak', 'strong']
    const server = await ask([q({ kind: 'intensity', labels: emotions, min: 0, max: 2, levels })])
    await keyboard('f2')
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView')
    expect(await submitted(server)).toEqual({ q: { value: { fear: 2 } } })
    expect(scrolled).not.toHaveBeenCalled()
  })
})

describe('a slider without a number', () => {
  it('gets none from the menu button of the mouse', async () => {
    await ask([q({ kind: 'intensity', labels: emotions })])
    const slider = screen.getByRole('slider', { name: /Joy/ })
    await userEvent.pointer({ keys: '[MouseRight]', target: slider })
    expect(slider.getAttribute('aria-valuetext')).toBe('not rated')
  })
})

describe('intervals', () => {
  const timeline = q({ kind: 'timeline', labels: emotions })
  const draft = { answers: { q: { value: [{ start: 0, end: 1, label: 'joy' }] } }, seq: 1 }

  it('leave the question open when the last one is taken away', async () => {
    const server = await ask([timeline], { draft })
    await keyboard('{ArrowDown}{Backspace}')
    expect(screen.queryByRole('list', { name: m.timeline.list })).toBeNull()
    expect(await submitted(server)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: m.timeline.nothing }))
    expect(await submitted(server)).toEqual({ q: { value: [] } })
  })

  it('get no label that nobody chose', async () => {
    await ask([timeline])
    const pressed = () => screen.queryAllByRole('button', { pressed: true, name: /Joy|Fear/ })
    await keyboard('[[')
    expect(screen.getByText(m.timeline.said.noLabel)).toBeTruthy()
    expect(pressed()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /Fear/ }))
    expect(pressed().map((button) => button.textContent)).toEqual(['fFear'])
    expect(screen.getByText(m.timeline.howInHand('Fear'))).toBeTruthy()
    expect(screen.queryByText(m.timeline.said.noLabel)).toBeNull()
    await keyboard('[[')
    expect(screen.getByText(m.timeline.said.opened)).toBeTruthy()
  })

  it('have the only label in hand where there is no other', async () => {
    await ask([q({ kind: 'timeline', labels: emotions.slice(0, 1) })])
    await keyboard('[[')
    expect(screen.getByText(m.timeline.said.opened)).toBeTruthy()
  })

  it('have fields for their times that a mouse reaches, and Enter leaves', async () => {
    const server = await ask([timeline], { draft })
    const [, end] = screen.getAllByRole('spinbutton')
    if (!end) throw new Error('there is no field for the end')
    await userEvent.click(end)
    expect(document.activeElement).toBe(end)
    await userEvent.clear(end)
    await keyboard('2.5{Enter}')
    expect(document.activeElement).toBe(card())
    expect(await submitted(server)).toEqual({
      q: { value: [{ start: 0, end: 2.5, label: 'joy' }] },
    })
  })

  it('with a start and no end are not left out without a word', async () => {
    const server = await ask([timeline], { draft })
    await keyboard('j{Enter}')
    expect(card().parentElement?.textContent).toContain(m.problems.unfinished())
    expect(server.ratings).toHaveLength(0)
    expect(await submitted(server)).toEqual(draft.answers)
  })
})

describe('traces', () => {
  it('say once how the value is moved, however many there are', async () => {
    const trace = (id: string) => ({
      id,
      kind: 'trace',
      text: `Trace ${id}`,
      dimensions: [{ id: 'valence', min: -1, max: 1 }],
    })
    await ask([trace('a'), trace('b')] as Question[])
    expect(await screen.findAllByText(m.trace.how)).toHaveLength(1)
  })
})

describe('words in hand', () => {
  const spans = q({ kind: 'spans', labels: emotions })
  const item = { transcript: 'What a day', draft: { answers: {}, seq: 1 } }

  it('are asked about once before they are left out', async () => {
    const server = await ask([q({ kind: 'spans', labels: emotions, required: false })], item)
    await keyboard('{ArrowRight}{Enter}')
    expect(card().parentElement?.textContent).toContain(m.problems.unfinished())
    expect(server.ratings).toHaveLength(0)
    expect(await submitted(server)).toEqual({})
  })

  it('need no word once they have a label', async () => {
    const server = await ask([spans], item)
    await keyboard('{ArrowRight}j')
    const answers = await submitted(server)
    expect(answers).toMatchObject({ q: { value: [{ label: 'joy', text: 'What' }] } })
  })
})
