import { useMemo, useState } from 'react'

import type { PlayerChoices } from './SingleMedia'
import { readAutoplay, readSpectrogram, writeAutoplay, writeSpectrogram } from '../preferences'

/** How this person wants to hear and see items; kept in this browser. */
export function useMediaChoices(): PlayerChoices {
  const [autoplay, setAutoplay] = useState(readAutoplay)
  const [spectrogram, setSpectrogram] = useState(readSpectrogram)
  return useMemo(
    () => ({
      autoplay,
      onAutoplay: (allowed) => {
        writeAutoplay(allowed)
        setAutoplay(allowed)
      },
      spectrogram,
      onSpectrogram: (shown) => {
        writeSpectrogram(shown)
        setSpectrogram(shown)
      },
    }),
    [autoplay, spectrogram],
  )
}
