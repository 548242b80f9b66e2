/** Many labels, and questions that come and go: by keyboard, as a rater does it on the page. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'

import type { Question } from '../../api/types'
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
  { id: 'awe', text: 'Awe', key: 'w' },
]
const q = (body: object): Question => ({ id: 'q', text: 'What is it?', ...body }) as Question
const card = () => screen.getByRole('group', { name: 'What is it?' })

describe('many labels', () => {
  const many = Array.from({ length: 28 }, (_, index) => ({
    id: `label${String(index)}`,
    text: `Feeling ${String(index)}`,
    valence: index < 10 ? -0.5 : index < 14 ? 0 : 0.5,
  }))

  it('are found by typing, by keyboard alone', async () => {
    const server = await ask([q({ kind: 'multi', labels: many })])
    await keyboard(';27{Enter}13{Enter}{Escape}')
    expect(document.activeElement).toBe(card())
    expect(await submitted(server)).toEqual({ q: { value: ['label13', 'label27'] } })
  })

  it('take a weight after they were found', async () => {
    const server = await ask([q({ kind: 'distribution', labels: many })])
    await keyboard(';Feeling 22{Enter}30;11{Enter}=')
    expect(await submitted(server)).toEqual({ q: { value: { label22: 0.3, label11: 0.7 } } })
  })

  it('stand in groups by valence', async () => {
    await ask([q({ kind: 'choice', labels: many })])
    expect(
      within(card())
        .getAllByRole('heading', { level: 3 })
        .map((heading) => heading.textContent),
    ).toEqual(['Unpleasant', 'Neither, or mixed', 'Pleasant'])
  })

  it('follow the order that was drawn, with the letters of the scheme', async () => {
    await ask([q({ kind: 'choice', labels: emotions, order: 'random' })], {
      presentation: {
        seed: 1,
        arm: null,
        sides: null,
        options: { q: ['awe', 'fear', 'joy'] },
        assistance: null,
        role: 'normal',
      },
    })
    const options = within(card()).getAllByRole('radio')
    expect(options.map((option) => option.closest('label')?.textContent)).toEqual([
      'wAwe',
      'fFear',
      'jJoy',
    ])
  })
})

describe('questions on a condition', () => {
  const questions: Question[] = [
    q({ kind: 'choice', labels: emotions }),
    {
      id: 'why',
      kind: 'scale',
      text: 'How strong?',
      min: 1,
      max: 5,
      show_when: { question: 'q', in: ['fear'] },
    },
    { id: 'end', kind: 'scale', text: 'And now?', min: 1, max: 5 },
  ]

  it('come and go, are told politely, and Tab follows', async () => {
    const server = await ask(questions)
    expect(screen.queryByRole('group', { name: 'How strong?' })).toBeNull()
    await keyboard('f')
    expect(screen.getByText('One more question: How strong?')).toBeTruthy()
    await userEvent.tab()
    expect(document.activeElement).toBe(screen.getByRole('group', { name: 'How strong?' }))
    await keyboard('4')
    await userEvent.tab()
    await keyboard('2')
    await userEvent.tab({ shift: true })
    await userEvent.tab({ shift: true })
    await keyboard('j')
    expect(screen.getByText('No longer asked: How strong?')).toBeTruthy()
    expect(document.activeElement).toBe(card())
    expect(await submitted(server)).toEqual({ q: { value: 'joy' }, end: { value: 2 } })
  })

  it('bring their answer back when they come back', async () => {
    const server = await ask(questions)
    await keyboard('f')
    await userEvent.tab()
    await keyboard('4')
    await userEvent.tab({ shift: true })
    await keyboard('jf')
    await userEvent.tab()
    await userEvent.tab()
    await keyboard('1')
    expect(await submitted(server)).toEqual({
      q: { value: 'fear' },
      why: { value: 4 },
      end: { value: 1 },
    })
  })
})
