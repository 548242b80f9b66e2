import { Button, Switch } from '@mantine/core'

import { Key } from '../actions/Key'
import type { TaskMedia } from '../api/types'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import { useColourScheme } from '../theme/useColourScheme'
import { WaveformView } from './WaveformView'
import styles from './player.module.css'
import type { SegmentPlayer } from './segmentPlayer'
import { usePlayerState } from './useSegmentPlayer'

interface PlayerProps {
  media: TaskMedia
  player: SegmentPlayer | null
  autoplay: boolean
  onAutoplay: (allowed: boolean) => void
  onReload: () => void
}

export function Player({ media, player, autoplay, onAutoplay, onReload }: PlayerProps) {
  const state = usePlayerState(player)
  const { scheme } = useColourScheme()
  const hint = state.plays === 0 && !state.playing
  return (
    <div className={styles.player}>
      <div className={styles.stage}>
        <WaveformView media={media} player={player} scheme={scheme} />
        {hint && !state.failed && (
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
        )}
        {state.failed && (
          <div className={styles.failed} role="alert">
            <span>{m.player.failed}</span>
            <Button size="compact-sm" variant="light" onClick={onReload}>
              {m.player.retry}
            </Button>
          </div>
        )}
      </div>
      <div className={styles.transport}>
        <Button
          size="sm"
          className={styles.playButton}
          leftSection={<Icon name={state.playing ? 'pause' : 'play'} size={16} />}
          rightSection={<Key name="Space" />}
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
          <button
            type="button"
            aria-label={m.player.slower}
            onClick={() => player?.changeSpeed(-1)}
          >
            <Key name="," />
          </button>
          <output className="num">{state.speed}×</output>
          <button type="button" aria-label={m.player.faster} onClick={() => player?.changeSpeed(1)}>
            <Key name="." />
          </button>
        </div>
        <Switch
          className={styles.autoplay}
          size="xs"
          label={m.player.autoplay}
          checked={autoplay}
          onChange={(event) => {
            onAutoplay(event.currentTarget.checked)
          }}
        />
      </div>
    </div>
  )
}
