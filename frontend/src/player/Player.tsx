import { Button, Switch } from '@mantine/core'
import { useMemo } from 'react'

import { Key } from '../actions/Key'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import { useColourScheme } from '../theme/useColourScheme'
import { Position } from './Position'
import { SpectrogramView } from './SpectrogramView'
import { WaveformView } from './WaveformView'
import { viewAround } from './geometry'
import type { Playable } from './playable'
import styles from './player.module.css'
import type { PlayerState, SegmentPlayer } from './segmentPlayer'
import { usePlayerState } from './useSegmentPlayer'

const HEIGHT = 116
/** Under a picture the waveform is a line to find places on. */
const HEIGHT_UNDER_VIDEO = 64

interface PlayerProps {
  /** The key that the play button names: Space unless something else has it now; null: none. */
  playKey?: string | null
  media: Playable
  player: SegmentPlayer | null
  autoplay: boolean
  onAutoplay: (allowed: boolean) => void
  onReload: () => void
  spectrogram: boolean
  onSpectrogram: (shown: boolean) => void
  /** Something else draws the waveform, such as a timeline. */
  bare?: boolean
}

function Hint({ state, player }: { state: PlayerState; player: SegmentPlayer | null }) {
  return (
    <button type="button" className={styles.hint} onClick={() => player?.playFromStart()}>
      <span className={styles.hintIcon}>
        <Icon name="play" size={26} />
      </span>
      {state.blocked ? (
        m.player.blocked
      ) : (
        <>
          <span className={styles.forMouse}>{m.player.hint}</span>
          <span className={styles.forTouch}>{m.player.hintTouch}</span>
        </>
      )}
    </button>
  )
}

function Stage(props: PlayerProps) {
  const { media, player, spectrogram } = props
  const { scheme } = useColourScheme()
  const { start_seconds: start, end_seconds: end, duration_seconds: duration } = media
  const view = useMemo(() => viewAround({ start, end }, duration), [start, end, duration])
  const height = media.element === 'video' ? HEIGHT_UNDER_VIDEO : HEIGHT
  // Another item begins anew: nothing of the last one is drawn, or asked for, under its name.
  const item = [media.url, start, end].join(' ')
  if (spectrogram && media.spectrogram_url !== null) {
    const shared = { media, player, view, height: HEIGHT }
    return <SpectrogramView key={item} url={media.spectrogram_url} {...shared} />
  }
  if (media.peaks_url !== null) {
    const shared = { media, player, scheme, height }
    return <WaveformView key={item} peaksUrl={media.peaks_url} {...shared} />
  }
  return (
    <div className={styles.silent} dir="ltr">
      <Position media={media} player={player} view={{ start, end }} plain />
    </div>
  )
}

function Transport(props: PlayerProps & { state: PlayerState }) {
  const { player, state, playKey = 'Space', bare = false } = props
  return (
    <div className={styles.transport}>
      <Button
        size="sm"
        className={styles.playButton}
        leftSection={<Icon name={state.playing ? 'pause' : 'play'} size={16} />}
        rightSection={playKey === null ? undefined : <Key name={playKey} />}
        onClick={() => player?.toggle()}
      >
        {state.playing ? m.player.pause : m.player.play}
      </Button>
      <button
        type="button"
        className={styles.tool}
        aria-pressed={state.loop}
        onClick={() => player?.toggleLoop()}
      >
        <Icon name="loop" size={16} />
        {m.player.loop}
        <Key name="l" />
      </button>
      <button type="button" className={styles.tool} onClick={() => player?.playFromStart()}>
        <Icon name="start" size={16} />
        {m.player.fromStart}
        <Key name="b" />
      </button>
      <div className={styles.speed} role="group" aria-label={m.player.speed}>
        <button type="button" aria-label={m.player.slower} onClick={() => player?.changeSpeed(-1)}>
          <Key name="," />
        </button>
        <output className="num" dir="ltr">
          {state.speed}×
        </output>
        <button type="button" aria-label={m.player.faster} onClick={() => player?.changeSpeed(1)}>
          <Key name="." />
        </button>
      </div>
      {!bare && props.media.spectrogram_url !== null && (
        <button
          type="button"
          className={styles.tool}
          aria-pressed={props.spectrogram}
          onClick={() => {
            props.onSpectrogram(!props.spectrogram)
          }}
        >
          <Icon name="spectrogram" size={16} />
          {m.player.spectrogramShort}
          <Key name="F2" />
        </button>
      )}
      <Switch
        className={styles.autoplay}
        size="xs"
        label={m.player.autoplay}
        checked={props.autoplay}
        onChange={(event) => {
          props.onAutoplay(event.currentTarget.checked)
        }}
      />
    </div>
  )
}

export function Player(props: PlayerProps) {
  const { media, player, bare = false } = props
  const state = usePlayerState(player)
  const hint = state.plays === 0 && !state.playing && media.element === 'audio' && !bare
  return (
    <div className={styles.player}>
      <div className={styles.stage}>
        {!bare && <Stage {...props} />}
        {hint && !state.failed && <Hint state={state} player={player} />}
        {state.failed && (
          <div className={styles.failed} role="alert">
            <span>{media.element === 'video' ? m.player.failedVideo : m.player.failed}</span>
            <Button size="compact-sm" variant="light" onClick={props.onReload}>
              {m.player.retry}
            </Button>
          </div>
        )}
      </div>
      <Transport {...props} state={state} />
    </div>
  )
}
