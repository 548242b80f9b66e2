import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import type { Question } from '../../api/types'
import { ask } from '../../testing/openRating'

vi.mock('../../player/waveform', () => ({
  createWaveform: () => ({
    draw: () => undefined,
    setTime: () => undefined,
    setColours: () => undefined,
    dispose: () => undefined,
  }),
}))

const labels = [
  { id: 'joy', text: 'Joy', key: 'j' },
  { id: 'fear', text: 'Fear', key: 'f' },
]
const q = (body: object): Question => ({ id: 'q', text: 'What is it?', ...body }) as Question
const card = () => screen.getByRole('group', { name: 'What is it?' })

describe('sliders under a finger that scrolls', () => {
  const sliders: [string, Question][] = [
    ['distribution', q({ kind: 'distribution', labels })],
    ['scale', q({ kind: 'scale', min: 0, max: 100, style: 'slider' })],
  ]
  it.each(sliders)('are as before: %s', async (_, question) => {
    await ask([question])
    const [slider] = within(card()).getAllByRole('slider')
    const shown = () => slider?.getAttribute('aria-valuetext')
    const touch = (value: number) => {
      fireEvent.pointerDown(slider as HTMLElement)
      fireEvent.change(slider as HTMLElement, { target: { value: String(value) } })
    }
    touch(60)
    fireEvent.pointerCancel(slider as HTMLElement)
    expect(shown()).toMatch(/not (rated|answered)/)
    touch(60)
    fireEvent.pointerUp(slider as HTMLElement)
    touch(20)
    fireEvent.pointerCancel(slider as HTMLElement)
    expect(shown()).toBe('60')
  })
})
