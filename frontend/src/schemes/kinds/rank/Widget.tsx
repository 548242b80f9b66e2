import { useRef, useState } from 'react'

import type { RankQuestion } from '../../../api/types'
import { Key } from '../../../actions/Key'
import { m } from '../../../i18n'
import { Icon } from '../../../theme/Icon'
import type { ShownLabel } from '../../labels'
import type { WidgetProps } from '../../types'
import shared from '../../widgets/widgets.module.css'
import { manyNames } from '../texts'
import styles from './rank.module.css'
import { rankedAt } from './rules'

interface RankedProps {
  label: ShownLabel
  place: number
  last: boolean
  picked: boolean
  dragged: boolean
  disabled: boolean
  onPick: () => void
  onMove: (place: number) => void
  onRemove: () => void
  onDragStart: (event: React.PointerEvent) => void
}

function Ranked(props: RankedProps) {
  const { label, place, last, picked, dragged, disabled, onMove } = props
  return (
    <li
      className={styles.ranked}
      data-picked={picked || undefined}
      data-dragged={dragged || undefined}
    >
      <button
        type="button"
        className={styles.handle}
        tabIndex={-1}
        data-option
        aria-pressed={picked}
        aria-label={m.kindWords.rankOf(label.text, place + 1)}
        disabled={disabled}
        onClick={props.onPick}
        onPointerDown={props.onDragStart}
      >
        <b className={styles.place}>{place + 1}</b>
        <span className={shared.swatch} style={{ background: label.colour }} aria-hidden="true" />
        <span className={shared.optionText} dir="auto">
          {label.text}
        </span>
        {label.letter && <Key name={label.letter} />}
      </button>
      <button
        type="button"
        className={styles.step}
        tabIndex={-1}
        aria-label={m.kindWords.rankUp(label.text)}
        disabled={disabled || place === 0}
        onClick={() => {
          onMove(place - 1)
        }}
      >
        ↑
      </button>
      <button
        type="button"
        className={styles.step}
        tabIndex={-1}
        aria-label={m.kindWords.rankDown(label.text)}
        disabled={disabled || last}
        onClick={() => {
          onMove(place + 1)
        }}
      >
        ↓
      </button>
      <button
        type="button"
        className={shared.clear}
        tabIndex={-1}
        aria-label={m.kindWords.rankOut(label.text)}
        disabled={disabled}
        onClick={props.onRemove}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  )
}

/** The place in a list of rows that a pointer is over. */
function placeAt(list: HTMLElement | null, y: number): number {
  const rows = [...(list?.children ?? [])].map((row) => row.getBoundingClientRect())
  const over = rows.findIndex((row) => y < row.bottom)
  return over === -1 ? rows.length - 1 : over
}

/** Rows that can be dragged: the order while one is held, and who holds it. */
function useDragging(order: readonly string[], onOrder: (order: string[]) => void) {
  const list = useRef<HTMLOListElement>(null)
  const [held, setHeld] = useState<{ label: string; place: number; moved: boolean } | null>(null)
  const shown = held ? rankedAt(order, held.label, held.place) : order
  return {
    list,
    shown,
    held: held?.moved ? held.label : null,
    start: (label: string, event: React.PointerEvent) => {
      if (event.button !== 0) return
      list.current?.setPointerCapture(event.pointerId)
      setHeld({ label, place: order.indexOf(label), moved: false })
    },
    handlers: {
      onPointerMove: (event: React.PointerEvent) => {
        if (!held) return
        const place = placeAt(list.current, event.clientY)
        if (place !== held.place) setHeld({ ...held, place, moved: true })
      },
      onPointerUp: () => {
        if (held?.moved) onOrder(shown as string[])
        setHeld(null)
      },
      onPointerCancel: () => {
        setHeld(null)
      },
    },
  }
}

function Waiting(props: {
  labels: readonly ShownLabel[]
  disabled: boolean
  onRank: (label: string) => void
}) {
  return (
    <div className={styles.waiting}>
      {props.labels.map((label) => (
        <button
          key={label.id}
          type="button"
          className={styles.candidate}
          tabIndex={-1}
          data-option
          disabled={props.disabled}
          onClick={() => {
            props.onRank(label.id)
          }}
        >
          {label.letter && <Key name={label.letter} />}
          <span className={shared.swatch} style={{ background: label.colour }} aria-hidden="true" />
          <span dir="auto">{label.text}</span>
        </button>
      ))}
    </div>
  )
}

export function RankWidget(props: WidgetProps<RankQuestion>) {
  const { answer, labels, picked, disabled, onValue, onPick } = props
  const order = manyNames(answer?.value ?? [])
  const { list, shown, held, start, handlers } = useDragging(order, onValue)
  const waiting = labels.filter((label) => !order.includes(label.id))
  const put = (next: string[]) => {
    onValue(next.length > 0 ? next : null)
  }
  return (
    <div className={styles.rank}>
      {shown.length > 0 ? (
        <ol ref={list} className={styles.order} {...handlers}>
          {shown.map((id, place) => {
            const label = labels.find((candidate) => candidate.id === id)
            if (!label) return null
            return (
              <Ranked
                key={id}
                label={label}
                place={place}
                last={place === shown.length - 1}
                picked={picked === id}
                dragged={held === id}
                disabled={disabled}
                onPick={() => {
                  onPick(id)
                }}
                onMove={(to) => {
                  onPick(id)
                  put(rankedAt(order, id, to))
                }}
                onRemove={() => {
                  put(order.filter((other) => other !== id))
                }}
                onDragStart={(event) => {
                  onPick(id)
                  start(id, event)
                }}
              />
            )
          })}
        </ol>
      ) : (
        <p className={styles.empty}>{m.kindWords.rankEmpty}</p>
      )}
      {waiting.length > 0 && (
        <Waiting
          labels={waiting}
          disabled={disabled}
          onRank={(label) => {
            onPick(label)
            put([...order, label])
          }}
        />
      )}
      <p className={shared.note} role="status">
        {m.kindWords.rankLeft(waiting.length)}
      </p>
    </div>
  )
}
