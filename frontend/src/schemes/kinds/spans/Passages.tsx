import { useEffect, useRef } from 'react'

import type { TextSpan } from '../../../api/types'
import { m } from '../../../i18n'
import { sliceCodePoints } from '../../rules/codePoints'
import { handOfWords, passageOf } from './hand'
import type { Hand, Source } from './hand'
import styles from './spans.module.css'

export function turnName(source: Source): string {
  const where = source.turn === 0 ? m.kindWords.thisTurn : m.kindWords.turnsBefore(-source.turn)
  return source.speaker ? `${source.speaker}, ${where}` : where
}

/** The place of the word under a pointer: its turn and its number in it. */
function wordAt(x: number, y: number): { turn: number; word: number } | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-word]')
  const { turn, word } = element?.dataset ?? {}
  return turn === undefined || word === undefined
    ? null
    : { turn: Number(turn), word: Number(word) }
}

interface WordsProps {
  source: Source
  marks: readonly TextSpan[]
  selected: { start: number; end: number } | null
  colours: ReadonlyMap<string, string>
  language: string | null
}

/** The words of a turn, each on its own so that it can be pressed. */
function Words({ source, marks, selected, colours, language }: WordsProps) {
  const { words, text, turn } = source
  return (
    <p className={styles.text} dir="auto" lang={language ?? undefined}>
      {words.map(({ start, end }, index) => {
        const next = words[index + 1]
        const covering = marks.filter((span) => span.start < end && span.end > start)
        const mark = covering.at(-1)
        const inHand = selected !== null && selected.start < end && selected.end > start
        // The space after a word belongs to a mark or a selection that goes on.
        const goesOn = (range: { end: number } | null | undefined) =>
          next !== undefined && range != null && range.end > end
        const colour = mark && colours.get(mark.label)
        return (
          <span key={start}>
            <span
              className={styles.word}
              data-turn={turn}
              data-word={index}
              data-marked={mark ? true : undefined}
              data-selected={inHand || undefined}
              style={colour ? ({ '--colour': colour } as React.CSSProperties) : undefined}
            >
              {sliceCodePoints(text, start, end)}
            </span>
            {next && (
              <span
                className={styles.space}
                data-marked={goesOn(mark) || undefined}
                data-selected={(inHand && goesOn(selected)) || undefined}
                style={colour ? ({ '--colour': colour } as React.CSSProperties) : undefined}
              >
                {sliceCodePoints(text, end, next.start)}
              </span>
            )}
          </span>
        )
      })}
    </p>
  )
}

export interface PassagesProps {
  sources: readonly Source[]
  spans: readonly TextSpan[]
  hand: Hand
  colours: ReadonlyMap<string, string>
  language: string | null
  disabled: boolean
  onPick: (hand: string) => void
}

/** The words that can be marked, by pointer here and by the keys of the question. */
export function Passages(props: PassagesProps) {
  const { sources, spans, hand, colours, language, disabled, onPick } = props
  const list = useRef<HTMLOListElement>(null)
  const anchor = useRef<{ turn: number; word: number } | null>(null)
  const chosen = hand.what === 'span' ? spans[hand.index] : passageOf(sources, hand)
  // A long dialogue scrolls: first to the turn that is rated, then with what is in hand.
  const moved = hand.what === 'words' ? `${String(hand.turn)} ${String(hand.head)}` : hand.what
  useEffect(() => {
    const inHand = list.current?.querySelector('[data-selected]')
    const shown = inHand ?? list.current?.querySelector('[data-current]')
    shown?.scrollIntoView({ block: 'nearest' })
  }, [moved])
  return (
    <ol
      ref={list}
      className={styles.turns}
      onPointerDown={(event) => {
        if (disabled || event.button !== 0) return
        anchor.current = wordAt(event.clientX, event.clientY)
        if (anchor.current)
          onPick(handOfWords(anchor.current.turn, anchor.current.word, anchor.current.word))
      }}
      onPointerMove={(event) => {
        const from = anchor.current
        const to = from && wordAt(event.clientX, event.clientY)
        if (to && to.turn === from.turn) onPick(handOfWords(from.turn, from.word, to.word))
      }}
      onPointerUp={() => {
        anchor.current = null
      }}
      onPointerCancel={() => {
        anchor.current = null
      }}
    >
      {sources.map((source) => (
        <li key={source.turn} className={styles.turn} data-current={source.turn === 0 || undefined}>
          {(sources.length > 1 || source.speaker) && (
            <span className={styles.who} dir="auto">
              {turnName(source)}
            </span>
          )}
          <Words
            source={source}
            marks={spans.filter((span) => span.turn === source.turn)}
            selected={chosen?.turn === source.turn ? chosen : null}
            colours={colours}
            language={language}
          />
        </li>
      ))}
    </ol>
  )
}
