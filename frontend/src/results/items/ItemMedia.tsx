import { useState } from 'react'

import type { TaskMedia } from '../../api/types'
import { m } from '../../i18n'
import { useElementClock } from '../../player/clock'
import { ItemSensors } from '../../player/sensors/ItemSensors'
import styles from './items.module.css'

/** The range of a recording as a media fragment: the element begins and stops there by itself. */
export function fragment(start: number | null, end: number | null): string {
  if (start === null || end === null) return ''
  return `#t=${String(start)},${String(end)}`
}

interface OneProps {
  media: TaskMedia
  name: string
  /** Begin at once: somebody has just asked to hear it. */
  autoplay: boolean
}

interface ElementProps extends OneProps {
  onElement: (element: HTMLMediaElement | null) => void
}

function MediaElement({ media, name, autoplay, onElement }: ElementProps) {
  const range = fragment(media.start_seconds, media.end_seconds)
  if (media.video_url) {
    return (
      // What is said stands beside it as text.
      // eslint-disable-next-line jsx-a11y/media-has-caption
      <video
        ref={onElement}
        controls
        autoPlay={autoplay}
        preload="metadata"
        className={styles.video}
        aria-label={name}
        poster={media.poster_url ?? undefined}
        src={media.video_url + range}
      />
    )
  }
  return (
    <>
      {media.image_url && <img className={styles.image} alt={name} src={media.image_url} />}
      {media.url && (
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <audio
          ref={onElement}
          controls
          autoPlay={autoplay}
          preload="metadata"
          className={styles.audio}
          aria-label={name}
          src={media.url + range}
        />
      )}
    </>
  )
}

function OneMedia(props: OneProps) {
  const { media } = props
  const [element, setElement] = useState<HTMLMediaElement | null>(null)
  const clock = useElementClock(element)
  if (media.sensors_url === null) return <MediaElement {...props} onElement={setElement} />
  return (
    <div className={styles.withSensors}>
      <MediaElement {...props} onElement={setElement} />
      <ItemSensors media={media} clock={clock} alone={!media.url && !media.video_url} />
    </div>
  )
}

/** What an item plays or shows, with the browser's own controls. */
export function ItemMedia({
  name,
  media,
  clips,
  autoplay = false,
}: {
  name: string
  media: TaskMedia | null
  clips: readonly (TaskMedia | null)[]
  autoplay?: boolean
}) {
  if (clips.length === 0)
    return media ? <OneMedia media={media} name={name} autoplay={autoplay} /> : null
  return (
    <div className={styles.clips}>
      {clips.map((clip, index) => (
        <figure key={clip?.url ?? clip?.video_url ?? clip?.image_url ?? `clip ${String(index)}`}>
          {clip && <OneMedia media={clip} name={m.studio.items.clip(index + 1)} autoplay={false} />}
          <figcaption>{m.studio.items.clip(index + 1)}</figcaption>
        </figure>
      ))}
    </div>
  )
}

/** A small picture for a row: the poster of a video, or the image itself. */
export function Thumbnail({ media }: { media: TaskMedia | null }) {
  const source = media?.poster_url ?? media?.image_url
  if (!source) return null
  return <img className={styles.thumbnail} alt="" loading="lazy" src={source} />
}
