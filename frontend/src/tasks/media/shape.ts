import type { CSSProperties } from 'react'

import type { Playable } from '../../player/playable'

/** Width by height of a picture, for its place and for what the styles make of it. */
export function shapeOf({ aspect }: Playable): CSSProperties {
  return aspect === null ? {} : ({ aspectRatio: aspect, '--aspect': aspect } as CSSProperties)
}
