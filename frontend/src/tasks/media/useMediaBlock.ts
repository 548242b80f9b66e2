import { useLayoutEffect } from 'react'

const NAME = '--media-block'

/** Tells the styles how high the media are: on a phone they stay in sight, and other things below them. */
export function useMediaBlock(area: HTMLElement | null): void {
  useLayoutEffect(() => {
    if (!area) return
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => {
      style.setProperty(NAME, `${String(area.offsetHeight)}px`)
    })
    observer.observe(area)
    return () => {
      observer.disconnect()
      style.removeProperty(NAME)
    }
  }, [area])
}
