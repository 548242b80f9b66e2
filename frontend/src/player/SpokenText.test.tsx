import { render, screen } from '@testing-library/react'
import { act } from 'react'
import { describe, expect, it } from 'vitest'

import type { SpokenWord } from '../api/types'
import { SpokenText } from './SpokenText'
import type { SegmentPlayer } from './segmentPlayer'
import { piecesOf, placesOf, wordAt } from './spoken'

const word = (text: string, start: number, end: number): SpokenWord => ({
  text,
  start_seconds: start,
  end_seconds: end,
})
const SAID = [word('no', 1, 1.2), word('It', 1.5, 1.6), word('is', 1.6, 1.8), word('thin', 1.8, 2)]

/** A clock that is set by hand. */
function clockwork() {
  const listeners = new Set<(time: number) => void>()
  let playing = true
  const player = {
    getState: () => ({ playing }),
    onTime: (listener: (time: number) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as SegmentPlayer
  const at = (time: number) => {
    act(() => {
      listeners.forEach((listener) => {
        listener(time)
      })
    })
  }
  const pause = () => {
    playing = false
  }
  return { player, at, pause, listeners }
}

describe('words in a text', () => {
  it('are found in order, whatever stands between them', () => {
    expect(placesOf('Oh no. It is thin.', SAID)).toEqual([
      [3, 5],
      [7, 9],
      [10, 12],
      [13, 17],
    ])
    expect(placesOf('It is', SAID)).toEqual([null, [0, 2], [3, 5], null])
  })

  it('are not looked for far away, and signs in them are signs', () => {
    const far = `${'a '.repeat(30)}no`
    expect(placesOf(far, [word('no', 0, 1)])).toEqual([null])
    expect(placesOf('what? (no)', [word('what?', 0, 1), word('(no)', 1, 2)])).toEqual([
      [0, 5],
      [6, 10],
    ])
  })

  it('and the rest are the whole text', () => {
    const pieces = piecesOf('Oh no. It is thin.', SAID)
    expect(pieces.map(({ text }) => text).join('')).toBe('Oh no. It is thin.')
    expect(pieces.map((piece) => piece.word)).toEqual([null, 0, null, 1, null, 2, null, 3, null])
  })

  it('are said from their start until their end', () => {
    expect([0.9, 1, 1.3, 1.6, 1.99, 2].map((time) => wordAt(SAID, time))).toEqual([
      -1, 0, -1, 2, 3, -1,
    ])
    expect(wordAt([], 1)).toBe(-1)
  })
})

describe('a text that is spoken', () => {
  const lit = () => [...document.querySelectorAll('[data-said]')].map((one) => one.textContent)

  it('lights the word that is said, and lets go of the clock', () => {
    const { player, at, pause, listeners } = clockwork()
    const shown = render(<SpokenText text="Oh no. It is thin." words={SAID} player={player} />)
    at(1.1)
    expect(lit()).toEqual(['no'])
    at(1.3)
    expect(lit()).toEqual([])
    at(1.7)
    expect(lit()).toEqual(['is'])
    pause()
    at(1.7)
    expect(lit()).toEqual([])
    shown.unmount()
    expect(listeners.size).toBe(0)
  })

  it('is plain where no word has a time', () => {
    const { player, listeners } = clockwork()
    render(<SpokenText text="Oh no." words={[]} player={player} />)
    expect(screen.getByText('Oh no.').textContent).toBe('Oh no.')
    expect(listeners.size).toBe(0)
  })
})
