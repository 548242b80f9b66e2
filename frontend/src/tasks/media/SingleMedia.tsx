import { useLayoutEffect, useState } from 'react'

import { m } from '../../i18n'
import { Player } from '../../player/Player'
import type { Playable } from '../../player/playable'
import { useSegmentPlayer } from '../../player/useSegmentPlayer'
import { NO_CONTROLS } from './controls'
import type { MediaControls } from './controls'
import { shapeOf } from './shape'
import styles from './media.module.css'

export interface PlayerChoices {
  autoplay: boolean
  onAutoplay: (allowed: boolean) => void
  spectrogram: boolean
  onSpectrogram: (shown: boolean) => void
}

interface SingleMediaProps {
  media: Playable
  choices: PlayerChoices
  playKey: string | null
  /** The waveform is drawn elsewhere. */
  bare: boolean
  onControls: (controls: MediaControls) => void
}

/** One clip. Its element owns time: picture, waveform and whatever is recorded ask it. */
export function SingleMedia({ media, choices, playKey, bare, onControls }: SingleMediaProps) {
  const [element, setElement] = useState<HTMLMediaElement | null>(null)
  const player = useSegmentPlayer(element, media)
  useLayoutEffect(() => {
    if (!player) return
    onControls({ ...NO_CONTROLS, player, plays: () => player.getState().plays })
    return () => {
      onControls(NO_CONTROLS)
    }
  }, [player, onControls])
  return (
    <>
      {/* The words, where there are some, stand beside the media on this page. */}
      {/* eslint-disable jsx-a11y/media-has-caption */}
      {media.element === 'video' ? (
        <video
          ref={setElement}
          className={styles.video}
          style={shapeOf(media)}
          src={media.url}
          poster={media.poster ?? undefined}
          preload="auto"
          playsInline
          disablePictureInPicture
          aria-label={m.pane.video}
          onClick={() => player?.toggle()}
        />
      ) : (
        <audio ref={setElement} src={media.url} preload="auto" />
      )}
      {/* eslint-enable jsx-a11y/media-has-caption */}
      <Player
        media={media}
        player={player}
        bare={bare}
        playKey={playKey}
        {...choices}
        onReload={() => element?.load()}
      />
    </>
  )
}
