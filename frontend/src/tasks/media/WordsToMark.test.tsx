/** The words of an item stand once on its page, also where they are marked. */
import { screen } from '@testing-library/react'
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

const labels = [
  { id: 'joy', text: 'Joy', key: 'j' },
  { id: 'fear', text: 'Fear', key: 'f' },
]
const cause = { id: 'cause', kind: 'spans', text: 'Which words?', labels, scope: 'dialogue' }
const said = {
  id: 'said',
  kind: 'choice',
  text: 'Is it said?',
  labels: [
    { id: 'yes', text: 'Yes', key: 'y' },
    { id: 'no', text: 'No', key: 'n' },
  ],
}
const asked = { ...cause, show_when: { question: 'said', is: ['yes'] } }
const item = {
  media: null,
  transcript: 'What a day',
  context: {
    before: [
      { turn: -1, speaker: 'Ben', transcript: 'At last', start_seconds: null, end_seconds: null },
    ],
    after: [],
  },
}

const times = (words: string) => document.body.textContent.split(words).length - 1

describe('words to mark', () => {
  it('are read in the place where they are marked, before and after they are asked about', async () => {
    const server = await ask([said, asked] as Question[], item)
    expect([times('What a day'), times('At last')]).toEqual([1, 1])
    const place = screen.getByRole('region', { name: 'Words of the item' })
    await keyboard('y')
    await screen.findByRole('group', { name: 'Which words?' })
    expect([times('What a day'), times('At last')]).toEqual([1, 1])
    await keyboard('{PageDown}{ArrowRight}{ArrowUp}j')
    expect(place.querySelector('[data-marked]')?.textContent).toBe('At')
    const answers = await submitted(server)
    expect(answers?.['cause']).toMatchObject({ value: [{ turn: -1, text: 'At', label: 'joy' }] })
  })

  it('stay in the card where the turns around them can be played', async () => {
    const played = item.context.before.map((turn) => ({
      ...turn,
      start_seconds: 0,
      end_seconds: 1,
    }))
    await ask([cause as Question], { ...item, context: { before: played, after: [] } })
    expect(screen.queryByRole('region', { name: 'Words of the item' })).toBeNull()
    expect(screen.getByRole('group', { name: 'Which words?' }).textContent).toContain('What a day')
  })
})
