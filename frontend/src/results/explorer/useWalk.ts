import { useRef, useState } from 'react'

/** The item that the keys act on, and the way from one to the next. */
export function useWalk(count: number) {
  const [current, setCurrent] = useState(0)
  const cards = useRef(new Map<number, HTMLElement>())
  const at = Math.min(current, Math.max(0, count - 1))
  const go = (to: number) => {
    const next = Math.min(Math.max(to, 0), count - 1)
    setCurrent(next)
    const card = cards.current.get(next)
    card?.focus({ preventScroll: true })
    card?.scrollIntoView({ block: 'center' })
  }
  /** Starts or stops what the item plays; nothing where it plays nothing. */
  const play = () => {
    const media = cards.current.get(at)?.querySelector<HTMLMediaElement>('audio, video')
    if (!media) return
    if (media.paused) void media.play()
    else media.pause()
  }
  const keep = (index: number) => (card: HTMLElement | null) => {
    if (card) cards.current.set(index, card)
    else cards.current.delete(index)
  }
  return { at, go, play, keep, setCurrent }
}
