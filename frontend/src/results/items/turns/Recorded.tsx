import type { Playable } from '../../../player/playable'
import styles from './turns.module.css'

interface RecordedProps {
  name: string
  media: Playable
  onElement: (element: HTMLMediaElement | null) => void
  onToggle: () => void
}

/** What plays: the picture where the recording is a film. What is said stands in the list. */
export function Recorded({ name, media, onElement, onToggle }: RecordedProps) {
  if (media.element === 'audio') {
    // eslint-disable-next-line jsx-a11y/media-has-caption
    return <audio ref={onElement} src={media.url} preload="auto" />
  }
  return (
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <video
      ref={onElement}
      className={styles.film}
      style={{ aspectRatio: media.aspect ?? undefined }}
      src={media.url}
      poster={media.poster ?? undefined}
      preload="auto"
      playsInline
      disablePictureInPicture
      aria-label={name}
      onClick={onToggle}
    />
  )
}
