import { useEffect, useMemo, useRef } from 'react'

import type { SpokenWord } from '../api/types'
import styles from './player.module.css'
import type { SegmentPlayer } from './segmentPlayer'
import { piecesOf, wordAt } from './spoken'

interface SpokenTextProps {
  text: string
  words: readonly SpokenWord[]
  player: SegmentPlayer | null
}

/** A text whose words are lit as they are spoken, where it is known when they are. */
export function SpokenText({ text, words, player }: SpokenTextProps) {
  const whole = useRef<HTMLSpanElement>(null)
  const pieces = useMemo(() => piecesOf(text, words), [text, words])

  // Straight on the elements: sixty times a second is too often to draw a text anew.
  useEffect(() => {
    if (!player || words.length === 0) return
    let lit: Element | null = null
    const light = (time: number) => {
      const said = player.getState().playing ? wordAt(words, time) : -1
      const next = said < 0 ? null : (whole.current?.querySelector(`[data-word="${said}"]`) ?? null)
      if (next === lit) return
      lit?.removeAttribute('data-said')
      next?.setAttribute('data-said', '')
      lit = next
    }
    const stop = player.onTime(light)
    return () => {
      stop()
      lit?.removeAttribute('data-said')
    }
  }, [player, words])

  if (words.length === 0) return text
  return (
    <span ref={whole}>
      {pieces.map((piece, at) =>
        piece.word === null ? (
          piece.text
        ) : (
          <span key={at} className={styles.word} data-word={piece.word}>
            {piece.text}
          </span>
        ),
      )}
    </span>
  )
}
