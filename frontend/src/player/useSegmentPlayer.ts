import { useLayoutEffect, useState, useSyncExternalStore } from 'react'

import { createSegmentPlayer } from './segmentPlayer'
import type { PlayerState, SegmentPlayer } from './segmentPlayer'
import type { Playable } from './playable'

const IDLE: PlayerState = {
  playing: false,
  loop: false,
  speed: 1,
  blocked: false,
  failed: false,
  ready: false,
  plays: 0,
}

const nothing = () => () => undefined
const idle = () => IDLE

/** A player for this segment on this media element; a new one when the segment changes. */
export function useSegmentPlayer(
  element: HTMLMediaElement | null,
  media: Playable | null,
): SegmentPlayer | null {
  const [player, setPlayer] = useState<SegmentPlayer | null>(null)
  const url = media?.url
  const start = media?.start_seconds
  const end = media?.end_seconds
  // With what is drawn, not a moment later: keys that come at once act on it.
  useLayoutEffect(() => {
    if (!element || url === undefined || start === undefined || end === undefined) return
    const created = createSegmentPlayer(element, { start, end })
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the player owns listeners, so it lives and dies with the effect
    setPlayer(created)
    return () => {
      created.dispose()
      setPlayer(null)
    }
  }, [element, url, start, end])
  return player
}

export function usePlayerState(player: SegmentPlayer | null): PlayerState {
  return useSyncExternalStore(player?.subscribe ?? nothing, player?.getState ?? idle)
}
