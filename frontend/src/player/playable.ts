import type { TaskMedia } from '../api/types'

/** What plays of an item: one element, which owns time, and what is drawn beside it. */
export interface Playable {
  element: 'audio' | 'video'
  url: string
  poster: string | null
  /** Width by height of the picture; null where there is none. */
  aspect: number | null
  /** Null where there is no sound, or none that this rater may hear. */
  peaks_url: string | null
  spectrogram_url: string | null
  duration_seconds: number
  start_seconds: number
  end_seconds: number
}

/**
 * Video where there is a picture to see, else the sound; null for images, texts and sensors alone.
 * Where a rater may see but not hear, the server sends a video without sound and no waveform.
 */
export function playableOf(media: TaskMedia | null): Playable | null {
  if (!media) return null
  const { duration_seconds, start_seconds, end_seconds, width, height } = media
  const url = media.video_url ?? media.url
  if (url === null) return null
  if (duration_seconds === null || start_seconds === null || end_seconds === null) return null
  const seen = media.video_url !== null
  return {
    element: seen ? 'video' : 'audio',
    url,
    poster: seen ? media.poster_url : null,
    aspect: seen ? (width && height ? width / height : 16 / 9) : null,
    peaks_url: media.url === null ? null : media.peaks_url,
    spectrogram_url: media.url === null ? null : media.spectrogram_url,
    duration_seconds,
    start_seconds,
    end_seconds,
  }
}
