/**
 * The one place that knows the waveform library, through its public API only.
 *
 * The library draws; it plays nothing. It is given peaks from the server and a length, never a
 * source, so that its view can be a window of an hour-long recording while the page's own media
 * element keeps the time. Its media element stays empty: `setTime` on it only moves the cursor.
 */
import WaveSurfer from 'wavesurfer.js'

import { createScope } from './scope'

export interface WaveformColours {
  wave: string
  played: string
  cursor: string
}

export interface Waveform {
  /** Upper and lower edge as fractions (-1 to 1), and the seconds that they cover. */
  draw: (channels: [number[], number[]], seconds: number) => void
  /** Move the cursor, seconds from the start of the view. */
  setTime: (seconds: number) => void
  setColours: (colours: WaveformColours) => void
  dispose: () => void
}

export function createWaveform(options: {
  container: HTMLElement
  height: number
  colours: WaveformColours
  /** The person pointed at a place, seconds from the start of the view. */
  onSeek: (seconds: number) => void
}): Waveform {
  const scope = createScope()
  const surfer = WaveSurfer.create({
    container: options.container,
    height: options.height,
    waveColor: options.colours.wave,
    progressColor: options.colours.played,
    cursorColor: options.colours.cursor,
    cursorWidth: 2,
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    normalize: true,
    hideScrollbar: true,
    dragToSeek: true,
    autoScroll: false,
    autoCenter: false,
  })
  scope.own(() => {
    surfer.destroy()
  })
  scope.own(
    surfer.on('interaction', (seconds: number) => {
      options.onSeek(seconds)
    }),
  )
  let drawn = false
  let disposed = false
  let now = 0
  return {
    draw(channels, seconds) {
      drawn = false
      void surfer.load('', channels, seconds).then(() => {
        drawn = !disposed
        // What the clock said while it loaded counts from the start of the new view.
        if (drawn) surfer.setTime(Math.max(0, now))
      })
    },
    setTime(seconds) {
      now = seconds
      if (drawn) surfer.setTime(Math.max(0, seconds))
    },
    setColours(colours) {
      surfer.setOptions({
        waveColor: colours.wave,
        progressColor: colours.played,
        cursorColor: colours.cursor,
      })
    },
    dispose() {
      disposed = true
      scope.dispose()
    },
  }
}
