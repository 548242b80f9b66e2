import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import { SavedLine } from './SubmitBar'
import type { SavedStatus } from './sending/useDraftSaving'

it('says aloud that answers wait here, once, and that they got away; not that each edit did', () => {
  const line = (saved: SavedStatus, offline = false) => (
    <SavedLine saved={saved} waiting={0} offline={offline} />
  )
  const { rerender } = render(line('clean'))
  const spoken = (saved: SavedStatus, offline?: boolean) => {
    rerender(line(saved, offline))
    return screen.getByRole('status').textContent
  }
  const kept = 'Offline, kept on this computer (1)'
  for (const saved of ['dirty', 'saving', 'saved', 'dirty', 'saving', 'saved'] as const) {
    expect(spoken(saved)).toBe('')
  }
  expect(screen.getByText('Saved')).toBeTruthy()
  // It is tried again and again: neither the words nor what is spoken change with each try.
  for (const saved of ['dirty', 'saving'] as const) expect(spoken(saved)).toBe('')
  for (const saved of ['offline', 'saving', 'offline', 'saving'] as const) {
    expect(spoken(saved)).toBe(kept)
  }
  expect(spoken('saved')).toBe('Saved')
  expect(spoken('dirty')).toBe('')
  expect(spoken('saved')).toBe('')
  expect(spoken('saved', true)).toBe(kept)
})
