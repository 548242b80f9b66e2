import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { MantineProvider } from '@mantine/core'
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { SensorChannel } from '../../api/types'
import { elementClock, restingClock } from '../clock'
import type { Clock } from '../clock'
import { FakeMedia } from '../../testing/fakeMedia'
import { SensorTracks } from './SensorTracks'
import { bareName, digitsOf, envelopeOf, gapsOf, rangeOf, told, valueAt } from './envelope'

const ten = { start: 0, end: 10 }

function channel(min: (number | null)[], part: Partial<SensorChannel> = {}): SensorChannel {
  const max = part.max ?? min.map((low) => (low === null ? null : low + 1))
  return { name: 'skin', unit: null, low: 0, high: 4, step_seconds: 0.1, min, max, ...part }
}

const envelope = (min: (number | null)[], part: Partial<SensorChannel> = {}) => {
  const made = envelopeOf(channel(min, part), ten)
  if (!made) throw new Error('not drawn')
  return made
}

describe('the envelope of a channel', () => {
  it('breaks where nothing was measured, and never reads zero there', () => {
    const found = envelope([1, 2, null, null, 3, 0, 1, 1, null, 2])
    expect(found.runs).toEqual([
      [0, 1],
      [4, 7],
      [9, 9],
    ])
    expect(gapsOf(found)).toEqual([
      { start: 2, end: 4 },
      { start: 8, end: 9 },
    ])
    expect(valueAt(found, 2.5)).toBeNull()
    expect(valueAt(found, 5.5)).toBe(0.5)
    expect(valueAt(found, 99)).toBe(2.5)
  })

  it('joins what a slow channel leaves empty between its numbers', () => {
    const slow = [null, 1, null, 2, null, 1, null, 2, null, 1]
    const found = envelope(slow, { step_seconds: 2 })
    expect(found.runs).toEqual([[0, 9]])
    expect(gapsOf(found)).toEqual([])
    expect(valueAt(found, 4.5)).toBe(2.5)
    expect(envelope(slow, { step_seconds: 0.5 }).runs).toHaveLength(5)
  })

  it('is one gap where there is no number, and nothing where it was not asked for', () => {
    expect(gapsOf(envelope([null, null]))).toEqual([ten])
    expect(envelopeOf(channel([], { min: null, max: null }), ten)).toBeNull()
    expect(told(envelope([null, null]), ten)).toBeNull()
  })

  it('is told in numbers of the segment alone', () => {
    const found = told(envelope([9, 1, 2, null, null, 3, 1, 9, 9, 9]), { start: 1, end: 7 })
    expect(found).toEqual({ low: 1, high: 4, first: 1.5, last: 1.5, missing: 2, gaps: 1 })
  })

  it('has a range of its own, and digits that tell its numbers apart', () => {
    expect(rangeOf(channel([], { low: 5, high: 5 }))).toEqual({ low: 4.5, high: 5.5 })
    expect(rangeOf(channel([], { low: 0, high: 0 }))).toEqual({ low: -1, high: 1 })
    expect(rangeOf(channel([], { low: null, high: null }))).toBeNull()
    expect([digitsOf({ low: 0, high: 0.02 }), digitsOf({ low: 40, high: 180 })]).toEqual([4, 0])
    expect(bareName({ name: 'heart rate [bpm]', unit: 'bpm' })).toBe('heart rate')
    expect(bareName({ name: 'skin', unit: null })).toBe('skin')
  })
})

describe('clocks', () => {
  it('follow an element, and give its listeners back', () => {
    const media = new FakeMedia()
    const clock = elementClock(media as unknown as HTMLMediaElement)
    const told: number[] = []
    clock.onTime((time) => told.push(time))
    media.reach(3)
    clock.seekTo(5)
    expect(told).toEqual([3, 5])
    expect(media.currentTime).toBe(5)
    clock.dispose()
    expect(media.listening).toBe(0)
  })
})

describe('tracks', () => {
  const asked: URL[] = []
  let refuse = false
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    asked.length = 0
    refuse = false
    vi.stubGlobal('fetch', (request: Request) => {
      const url = new URL(request.url)
      asked.push(url)
      const wanted = (url.searchParams.get('channels') ?? '').split(',')
      if (refuse) {
        return Promise.resolve(
          new Response(JSON.stringify({ message: 'No.', extra: {} }), { status: 400 }),
        )
      }
      const channels = Array.from({ length: 8 }, (_, place) => ({
        ...channel(wanted.includes(String(place)) ? [1, 2, null, null, 3] : [], {
          name: `c${String(place)} [mV]`,
          unit: 'mV',
          high: 40,
          ...(wanted.includes(String(place)) ? {} : { min: null, max: null }),
        }),
      }))
      return Promise.resolve(
        new Response(JSON.stringify({ start_seconds: 0, end_seconds: 10, points: 5, channels })),
      )
    })
  })
  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  function show(clock: Clock, alone = false) {
    return render(
      <MantineProvider>
        <QueryClientProvider
          client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
        >
          <SensorTracks
            url="/api/recordings/7/sensors/"
            view={ten}
            segment={ten}
            clock={clock}
            alone={alone}
          />
        </QueryClientProvider>
      </MantineProvider>,
    )
  }

  it('asks for what is shown, says it in words and reads the numbers at the clock', async () => {
    const clock = restingClock(0)
    show(clock)
    expect(await screen.findAllByRole('listitem')).toHaveLength(6)
    expect(asked.at(-1)?.searchParams.get('channels')).toBe('0,1,2,3,4,5')
    expect(
      screen.getByText(
        'c0 (mV): begins at 1.5 and ends at 3.5, between 1.0 and 4.0. Nothing was measured for 4.0 s, in 1 gap.',
      ),
    ).toBeTruthy()
    const values = () =>
      [...document.querySelectorAll('output')].map((one) => one.textContent).slice(0, 2)
    expect(values()).toEqual(['1.5', '1.5'])
    act(() => {
      clock.seekTo(5)
    })
    expect(values()).toEqual(['–', '–'])
  })

  it('shows and hides channels, and remembers it for the next item', async () => {
    const user = userEvent.setup()
    const first = show(restingClock(0))
    await user.click(await screen.findByRole('button', { name: 'c7' }))
    await user.click(screen.getByRole('button', { name: 'c0' }))
    expect(await screen.findByText(/^c7/, { selector: 'b' })).toBeTruthy()
    expect(screen.queryByText('c0', { selector: 'b' })).toBeNull()
    first.unmount()
    show(restingClock(0))
    expect(await screen.findByText('c7', { selector: 'b' })).toBeTruthy()
    expect(asked.at(-1)?.searchParams.get('channels')).toBe('1,2,3,4,5,7')
  })

  it('says that it failed, and tries again', async () => {
    refuse = true
    show(restingClock(0))
    const retry = await screen.findByRole('button', { name: 'Try again' })
    refuse = false
    await userEvent.setup().click(retry)
    expect(await screen.findAllByRole('listitem')).toHaveLength(6)
  })

  it('has a slider where nothing plays', async () => {
    const clock = restingClock(0)
    show(clock, true)
    const slider = await screen.findByRole('slider')
    act(() => {
      clock.seekTo(4)
    })
    expect((slider as HTMLInputElement).value).toBe('4')
    expect(slider.getAttribute('aria-valuetext')).toBe('0:04.0')
  })
})
