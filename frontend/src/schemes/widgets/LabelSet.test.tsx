import { screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { ask, keyboard } from '../../testing/openRating'

vi.mock('../../player/waveform', () => ({
  createWaveform: () => ({
    draw: () => undefined,
    setTime: () => undefined,
    setColours: () => undefined,
    dispose: () => undefined,
  }),
}))

const labels = Array.from({ length: 20 }, (_, place) => ({
  id: `l${String(place)}`,
  text: `Shade ${String.fromCharCode(65 + place)}`,
}))
const base = { id: 'q', text: 'Which?', labels }

describe('a large set of labels', () => {
  it('says what is answered so far, which may stand out of sight', async () => {
    const levels = ['Absent', 'Weak', 'Strong']
    await ask([{ ...base, kind: 'intensity', min: 0, max: 2, levels }])
    screen.getByText('Nothing chosen yet')
    await keyboard(';shade t{Enter}2')
    await keyboard(';shade c{Enter}1')
    screen.getByText('Shade T: Strong, Shade C: Weak')
    await keyboard(';shade a{Enter}0')
    screen.getByText('Shade T: Strong, Shade C: Weak · 1 × Absent')
  })

  it('names one label as it names several', async () => {
    await ask([{ ...base, kind: 'choice' }])
    await keyboard(';shade s{Enter}')
    expect(screen.getByText('Shade S', { selector: 'bdi' })).toBeTruthy()
  })
})

describe('a small set', () => {
  it('is in sight anyway', async () => {
    await ask([{ ...base, kind: 'choice', labels: labels.slice(0, 5) }])
    expect(screen.queryByText('Nothing chosen yet')).toBeNull()
  })
})
