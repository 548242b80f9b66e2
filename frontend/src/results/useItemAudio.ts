import { useEffect, useState } from 'react'

/** One sound at a time: plays a range of a recording and stops at its end. */
export function useItemAudio(): {
  playing: string | null
  toggle: (key: string, url: string, start: number, end: number) => void
} {
  const [playing, setPlaying] = useState<{
    key: string
    url: string
    start: number
    end: number
  } | null>(null)
  useEffect(() => {
    if (!playing) return
    const audio = new Audio(`${playing.url}#t=${String(playing.start)},${String(playing.end)}`)
    const stop = () => {
      setPlaying(null)
    }
    audio.addEventListener('pause', stop)
    audio.addEventListener('ended', stop)
    audio.addEventListener('error', stop)
    audio.play().catch(stop)
    return () => {
      audio.removeEventListener('pause', stop)
      audio.removeEventListener('ended', stop)
      audio.removeEventListener('error', stop)
      audio.pause()
      audio.removeAttribute('src')
    }
  }, [playing])
  return {
    playing: playing?.key ?? null,
    toggle: (key, url, start, end) => {
      setPlaying((now) => (now?.key === key ? null : { key, url, start, end }))
    },
  }
}
