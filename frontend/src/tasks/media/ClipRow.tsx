import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'

import { Key } from '../../actions/Key'
import type { TaskMedia } from '../../api/types'
import { currentLanguage, m } from '../../i18n'
import { Position } from '../../player/Position'
import { WaveformView } from '../../player/WaveformView'
import { playableOf } from '../../player/playable'
import type { Playable } from '../../player/playable'
import type { SegmentPlayer } from '../../player/segmentPlayer'
import { usePlayerState, useSegmentPlayer } from '../../player/useSegmentPlayer'
import { Icon } from '../../theme/Icon'
import { useColourScheme } from '../../theme/useColourScheme'
import { ImageView } from './ImageView'
import { NO_CONTROLS } from './controls'
import type { MediaControls } from './controls'
import { shapeOf } from './shape'
import styles from './media.module.css'

const HEIGHT = 56
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

export function clipLetter(place: number): string {
  return LETTERS[place] ?? String(place + 1)
}

interface ClipProps {
  media: Playable
  place: number
  current: boolean
  playKey?: string | null
  onPlayer: (place: number, player: SegmentPlayer | null) => void
}

function Clip({ media, place, current, playKey = 'Space', onPlayer }: ClipProps) {
  const [element, setElement] = useState<HTMLMediaElement | null>(null)
  const player = useSegmentPlayer(element, media)
  const state = usePlayerState(player)
  const { scheme } = useColourScheme()
  const letter = clipLetter(place)
  useLayoutEffect(() => {
    onPlayer(place, player)
    return () => {
      onPlayer(place, null)
    }
  }, [place, player, onPlayer])
  const shared = { media, player }
  return (
    <section
      className={styles.clip}
      dir={currentLanguage().direction}
      aria-label={m.pane.clip(letter)}
      data-current={current || undefined}
    >
      <h3>{letter}</h3>
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
          aria-label={m.pane.clip(letter)}
        />
      ) : (
        <audio ref={setElement} src={media.url} preload="auto" />
      )}
      {/* eslint-enable jsx-a11y/media-has-caption */}
      {media.peaks_url === null ? (
        <div className={styles.plainPosition} dir="ltr">
          <Position
            {...shared}
            view={{ start: media.start_seconds, end: media.end_seconds }}
            plain
          />
        </div>
      ) : (
        <WaveformView {...shared} peaksUrl={media.peaks_url} scheme={scheme} height={HEIGHT} />
      )}
      {state.failed && (
        <p className={styles.failed} role="alert">
          {m.pane.clipFailed}
        </p>
      )}
      <div className={styles.clipTools}>
        <button
          type="button"
          className={styles.play}
          aria-label={state.playing ? m.pane.pauseClip(letter) : m.pane.playClip(letter)}
          onClick={() => player?.toggle()}
        >
          <Icon name={state.playing ? 'pause' : 'play'} size={16} />
          {state.playing ? m.player.pause : m.player.play}
          {current && playKey !== null && <Key name={playKey} />}
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={m.pane.restart(letter)}
          onClick={() => player?.playFromStart()}
        >
          <Icon name="start" size={16} />
        </button>
      </div>
    </section>
  )
}

interface ClipRowProps {
  clips: readonly TaskMedia[]
  playKey?: string | null
  onControls: (controls: MediaControls) => void
}

/** Several clips side by side, in the order on show. Playing one pauses the others. */
export function ClipRow({ clips, playKey = 'Space', onControls }: ClipRowProps) {
  const players = useRef(new Map<number, SegmentPlayer>())
  const offs = useRef(new Map<number, () => void>())
  const [current, setCurrent] = useState(0)
  const [ready, setReady] = useState(0)
  const playables = useMemo(() => clips.map(playableOf), [clips])

  const onPlayer = useCallback((place: number, player: SegmentPlayer | null) => {
    offs.current.get(place)?.()
    offs.current.delete(place)
    players.current.delete(place)
    setReady((now) => now + 1)
    if (!player) return
    players.current.set(place, player)
    offs.current.set(
      place,
      player.subscribe(() => {
        if (!player.getState().playing) return
        setCurrent(place)
        for (const [other, one] of players.current) if (other !== place) one.pause()
      }),
    )
  }, [])

  useLayoutEffect(() => {
    const player = players.current.get(current) ?? null
    onControls({
      ...NO_CONTROLS,
      player,
      plays: () =>
        [...players.current.values()].reduce((sum, one) => sum + one.getState().plays, 0),
      stepClip: (step) => {
        // With two clips the keys name sides; with more they go from one to the next.
        const wanted = clips.length === 2 ? (step === 1 ? 1 : 0) : current + step
        const next = Math.min(clips.length - 1, Math.max(0, wanted))
        setCurrent(next)
        players.current.get(next)?.playFromStart()
      },
    })
    return () => {
      onControls(NO_CONTROLS)
    }
  }, [current, ready, clips, onControls])

  return (
    // Left and right are places on the screen in every language: answers and keys name them.
    <div className={styles.clips} data-count={clips.length} dir="ltr">
      {playables.map((media, place) => {
        const image = clips[place]?.image_url ?? null
        if (media) {
          return (
            <Clip
              key={place}
              media={media}
              place={place}
              current={place === current}
              playKey={playKey}
              onPlayer={onPlayer}
            />
          )
        }
        return (
          image !== null && (
            <section
              key={place}
              className={styles.clip}
              dir={currentLanguage().direction}
              aria-label={m.pane.clip(clipLetter(place))}
            >
              <h3>{clipLetter(place)}</h3>
              <ImageView url={image} width={null} height={null} />
            </section>
          )
        )
      })}
    </div>
  )
}
