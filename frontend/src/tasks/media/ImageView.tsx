import { useCallback, useEffect, useState } from 'react'

import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { NO_CONTROLS } from './controls'
import type { MediaControls } from './controls'
import styles from './media.module.css'

/** 1 fits the picture into its place. */
const ZOOMS = [1, 1.5, 2, 3, 4, 6]

interface ImageViewProps {
  url: string
  width: number | null
  height: number | null
  /** Where marks on the picture are drawn: exactly as large as the picture. */
  onOverlay?: (element: HTMLElement | null) => void
  onControls?: (controls: MediaControls) => void
}

/** A picture that fits its place, can be enlarged, and is then moved by scrolling. */
export function ImageView({ url, width, height, onOverlay, onControls }: ImageViewProps) {
  const [at, setAt] = useState(0)
  const [failed, setFailed] = useState(false)
  const [aspect, setAspect] = useState(width && height ? width / height : null)
  const zoom = ZOOMS[at] ?? 1
  const step = useCallback((direction: 1 | -1) => {
    setAt((now) => Math.min(ZOOMS.length - 1, Math.max(0, now + direction)))
  }, [])
  useEffect(() => {
    if (!onControls) return
    onControls({ ...NO_CONTROLS, zoom: step })
    return () => {
      onControls(NO_CONTROLS)
    }
  }, [onControls, step])
  const sized = { '--aspect': aspect ?? 1, '--zoom': zoom } as React.CSSProperties
  return (
    <div className={styles.image}>
      <div className={styles.imageScroll} data-zoomed={zoom > 1 || undefined}>
        <div className={styles.imageFrame} style={sized}>
          <img
            src={url}
            alt={m.pane.picture}
            draggable={false}
            onLoad={(event) => {
              const { naturalWidth, naturalHeight } = event.currentTarget
              if (naturalHeight > 0) setAspect(naturalWidth / naturalHeight)
              setFailed(false)
            }}
            onError={() => {
              setFailed(true)
            }}
          />
          <div ref={onOverlay} className={styles.overlay} />
        </div>
      </div>
      {failed && (
        <p className={styles.failed} role="alert">
          {m.pane.imageFailed}
        </p>
      )}
      <div className={styles.imageTools}>
        <button
          type="button"
          className={styles.tool}
          aria-label={m.pane.zoomOut}
          disabled={at === 0}
          onClick={() => {
            step(-1)
          }}
        >
          <Icon name="zoomOut" size={17} />
        </button>
        <output className="num">{zoom === 1 ? m.pane.fit : m.pane.zoom(zoom * 100)}</output>
        <button
          type="button"
          className={styles.tool}
          aria-label={m.pane.zoomIn}
          disabled={at === ZOOMS.length - 1}
          onClick={() => {
            step(1)
          }}
        >
          <Icon name="zoomIn" size={17} />
        </button>
      </div>
    </div>
  )
}
