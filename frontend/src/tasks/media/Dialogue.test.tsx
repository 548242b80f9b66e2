import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import type { Task } from '../../api/types'
import { Dialogue } from './Dialogue'

it('names the button of a turn by the time that stands on it, too', () => {
  const turn = {
    turn: -1,
    speaker: 'Ann',
    transcript: 'You came back.',
    start_seconds: 14.6,
    end_seconds: 17,
  }
  const task = {
    assignment_id: 1,
    speaker: 'Ben',
    transcript: 'I said I would.',
    media: { start_seconds: 18.3, end_seconds: 20 },
    context: { before: [turn], after: [] },
    words: [],
  }
  render(<Dialogue task={task as unknown as Task} player={null} />)
  expect(screen.getByRole('button', { name: '0:14.6, Play the turn of Ann' })).toBeTruthy()
  expect(screen.getByRole('button', { name: '0:18.3, Play the turn of Ben' })).toBeTruthy()
})
