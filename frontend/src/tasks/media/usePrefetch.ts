import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { getUpcoming } from '../../api/endpoints'
import { queries } from '../../api/queries'
import type { TaskMedia } from '../../api/types'
import { PEAK_POINTS } from '../../player/WaveformView'
import { viewAround } from '../../player/geometry'
import { playableOf } from '../../player/playable'

/** The item in hand comes first: what is next is fetched after this much rest, milliseconds. */
const REST = 1500
/** Of an item with many clips, those that are looked at first. */
const MOST_CLIPS = 2

/** Starts to load one clip as its page will; returns how to stop and let go of it. */
function warm(media: TaskMedia, client: QueryClient): () => void {
  const playable = playableOf(media)
  if (!playable) {
    if (media.image_url === null) return () => undefined
    const image = new Image()
    image.src = media.image_url
    return () => {
      image.src = ''
    }
  }
  const { start_seconds: start, end_seconds: end, duration_seconds, peaks_url } = playable
  if (peaks_url !== null) {
    const view = viewAround({ start, end }, duration_seconds)
    void client.prefetchQuery(queries.peaks(peaks_url, view.start, view.end, PEAK_POINTS))
  }
  const element = document.createElement(playable.element)
  element.preload = 'auto'
  element.muted = true
  // The part that will be played, also of an hour; the browser decides how far it reads on.
  element.src = `${playable.url}#t=${start.toFixed(3)}`
  return () => {
    element.removeAttribute('src')
    element.load()
  }
}

/** Fetches the media of the next item while this one is rated. A guess: nothing waits for it. */
export function usePrefetch(slug: string, assignment: number | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (assignment === undefined) return
    const life = new AbortController()
    let stops: (() => void)[] = []
    const timer = setTimeout(() => {
      void getUpcoming(slug, life.signal).then(
        ({ media }) => {
          if (life.signal.aborted) return
          stops = media.slice(0, MOST_CLIPS).map((one) => warm(one, client))
        },
        () => undefined, // The next item is then simply fetched when it comes.
      )
    }, REST)
    return () => {
      clearTimeout(timer)
      life.abort()
      for (const stop of stops) stop()
    }
  }, [slug, assignment, client])
}
