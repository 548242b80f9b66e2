/** What the media of the item let keys of the page do. */
import type { SegmentPlayer } from '../../player/segmentPlayer'

export interface MediaControls {
  /** What plays, or would play: of several clips the current one. */
  player: SegmentPlayer | null
  /** How often clips were started from their beginning. */
  plays: () => number
  /** Play the clip to the left or right of the current one. Null where there is one at most. */
  stepClip: ((step: 1 | -1) => void) | null
  zoom: ((direction: 1 | -1) => void) | null
}

export const NO_CONTROLS: MediaControls = {
  player: null,
  plays: () => 0,
  stepClip: null,
  zoom: null,
}
