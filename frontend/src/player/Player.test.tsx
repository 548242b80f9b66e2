import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { Player } from './Player'
import type { Playable } from './playable'

vi.mock('./waveform', () => ({
  createWaveform: () => ({
    draw: () => undefined,
    setTime: () => undefined,
    setColours: () => undefined,
    dispose: () => undefined,
  }),
}))

const media = (recording: number, start: number): Playable => ({
  element: 'audio',
  url: `/media/${String(recording)}.flac`,
  poster: null,
  aspect: null,
  peaks_url: `/api/recordings/${String(recording)}/peaks/`,
  spectrogram_url: `/api/recordings/${String(recording)}/spectrogram/`,
  duration_seconds: 60,
  start_seconds: start,
  end_seconds: start + 2,
})

function page(shown: Playable, spectrogram: boolean, client: QueryClient) {
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <Player
          media={shown}
          player={null}
          autoplay={false}
          onAutoplay={() => undefined}
          onReload={() => undefined}
          spectrogram={spectrogram}
          onSpectrogram={() => undefined}
        />
      </QueryClientProvider>
    </MantineProvider>
  )
}

describe('the next item', () => {
  it('asks for its own part of its own recording, once', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (request: Request) => {
      const { pathname, searchParams } = new URL(request.url)
      asked.push(`${pathname} ${String(Number(searchParams.get('start')))}`)
      return Promise.resolve(new Response(JSON.stringify({ rate_hz: 10, min: [-1], max: [1] })))
    })
    const client = new QueryClient()
    const view = render(page(media(1, 10), false, client))
    view.rerender(page(media(2, 30), false, client))
    await act(() => new Promise((resolve) => setTimeout(resolve, 300)))
    expect(asked).toEqual(['/api/recordings/1/peaks/ 9.5', '/api/recordings/2/peaks/ 29.5'])
  })

  it('has a spectrogram again where that of the last one was missing', () => {
    const client = new QueryClient()
    const view = render(page(media(1, 10), true, client))
    fireEvent.error(screen.getByRole('img'))
    const note = () => view.container.querySelector('p')
    expect(note()).not.toBeNull()
    view.rerender(page(media(2, 30), true, client))
    expect(note()).toBeNull()
  })
})
