import { useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import type { Region, RegionsQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { Icon } from '../../../theme/Icon'
import type { ShownLabel } from '../../labels'
import { useStage } from '../../stage'
import type { WidgetProps } from '../../types'
import { LabelButtons, NothingButton } from '../../widgets/Marking'
import { leaveField } from '../../widgets/fields'
import shared from '../../widgets/widgets.module.css'
import { labelText } from '../texts'
import { handOfBox, handOfNew, readHand } from './hand'
import type { Hand } from './hand'
import styles from './regions.module.css'
import { boxBetween, boxWithLabel, isDrawn, movedBox, regionsIn } from './rules'
import type { Box } from './rules'

interface Place {
  x: number
  y: number
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

function frame({ x, y, width, height }: Box): React.CSSProperties {
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) }
}

function placeIn(event: React.PointerEvent<HTMLElement>): Place {
  const box = event.currentTarget.getBoundingClientRect()
  return {
    x: (event.clientX - box.left) / box.width,
    y: (event.clientY - box.top) / box.height,
  }
}

interface DrawingProps {
  boxes: readonly Region[]
  hand: Hand
  labels: readonly ShownLabel[]
  disabled: boolean
  onHand: (hand: string | null) => void
  onBoxes: (boxes: Region[]) => void
}

type Gesture =
  { what: 'draw'; from: Place; to: Place } | { what: 'move'; from: Place; to: Place; index: number }

/** The boxes over the picture. A press on a box takes and moves it; beside the boxes it draws one. */
function Drawing({ boxes, hand, labels, disabled, onHand, onBoxes }: DrawingProps) {
  const [gesture, setGesture] = useState<Gesture | null>(null)
  const moved = (box: Region, index: number): Region => {
    if (gesture?.what !== 'move' || gesture.index !== index) return box
    return movedBox(box, gesture.to.x - gesture.from.x, gesture.to.y - gesture.from.y)
  }
  const drawn = gesture?.what === 'draw' ? boxBetween(gesture.from, gesture.to) : null
  const waiting = drawn ?? (hand.what === 'new' ? hand.box : null)
  const end = () => {
    if (drawn && isDrawn(drawn)) onHand(handOfNew(drawn))
    else if (gesture?.what === 'draw') onHand(null)
    else if (gesture?.what === 'move') onBoxes(boxes.map(moved))
    setGesture(null)
  }
  return (
    <div
      className={styles.drawing}
      aria-hidden="true"
      data-disabled={disabled || undefined}
      onPointerDown={(event) => {
        if (disabled || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = placeIn(event)
        const target = event.target as HTMLElement
        const index = target.dataset['box'] === undefined ? null : Number(target.dataset['box'])
        if (index !== null) onHand(handOfBox(index))
        setGesture(
          index === null
            ? { what: 'draw', from, to: from }
            : { what: 'move', from, to: from, index },
        )
      }}
      onPointerMove={(event) => {
        if (gesture) setGesture({ ...gesture, to: placeIn(event) })
      }}
      onPointerUp={end}
      onPointerCancel={() => {
        setGesture(null)
      }}
    >
      {boxes.map((box, index) => (
        <div
          key={index}
          data-box={index}
          className={styles.box}
          data-selected={(hand.what === 'box' && hand.index === index) || undefined}
          style={
            {
              ...frame(moved(box, index)),
              '--colour': labels.find((label) => label.id === box.label)?.colour,
            } as React.CSSProperties
          }
        >
          <span className={styles.tag}>
            {index + 1} {labelText(labels, box.label)}
          </span>
        </div>
      ))}
      {waiting && <div className={styles.box} data-waiting style={frame(waiting)} />}
    </div>
  )
}

function BoxList(props: {
  boxes: readonly Region[]
  selected: number | null
  labels: readonly ShownLabel[]
  disabled: boolean
  onSelect: (index: number) => void
  onRemove: (index: number) => void
}) {
  return (
    <ol className={styles.list}>
      {props.boxes.map((box, index) => {
        const text = labelText(props.labels, box.label)
        return (
          <li key={index} data-selected={props.selected === index || undefined}>
            <button
              type="button"
              tabIndex={-1}
              data-option
              className={styles.entry}
              aria-pressed={props.selected === index}
              disabled={props.disabled}
              onClick={() => {
                props.onSelect(index)
              }}
            >
              <b>{index + 1}</b> <span dir="auto">{text}</span>{' '}
              <span className={shared.note}>{m.kindWords.boxPlace(box)}</span>
            </button>
            <button
              type="button"
              className={shared.clear}
              tabIndex={-1}
              aria-label={m.kindWords.removeBox(index + 1, text)}
              disabled={props.disabled}
              onClick={() => {
                props.onRemove(index)
              }}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        )
      })}
    </ol>
  )
}

/** Words for screen readers about the box in hand. */
function told(hand: Hand, boxes: readonly Region[], labels: readonly ShownLabel[]): string {
  if (hand.what === 'new') return `${m.kindWords.boxWaits} ${m.kindWords.boxPlace(hand.box)}`
  const box = hand.what === 'box' ? boxes[hand.index] : undefined
  return box ? `${labelText(labels, box.label)}: ${m.kindWords.boxPlace(box)}` : m.kindWords.boxHint
}

export function RegionsWidget(props: WidgetProps<RegionsQuestion>) {
  const { question, answer, labels, picked, disabled, task, onValue, onPick } = props
  const given = regionsIn(answer?.value)
  const boxes = given ?? []
  const hand = readHand(picked)
  const card = useRef<HTMLDivElement>(null)
  const stage = useStage()
  // Over the picture of the item where the page lends it, else on one of its own.
  const overlay = stage.owner === question.id ? stage.overlay : null
  const image = task?.media?.image_url
  const put = (next: Region[]) => {
    onValue(next.length > 0 ? next : null)
  }
  const drawing = (
    <Drawing
      boxes={boxes}
      hand={hand}
      labels={labels}
      disabled={disabled}
      onHand={(next) => {
        if (card.current) leaveField(card.current)
        onPick(next)
      }}
      onBoxes={put}
    />
  )
  return (
    <div ref={card} className={styles.regions}>
      {overlay && createPortal(drawing, overlay)}
      {image && !overlay && (
        <div className={styles.picture}>
          <img src={image} alt={m.kindWords.picture} draggable={false} />
          {drawing}
        </div>
      )}
      {!image && <p className={shared.note}>{m.kindWords.noPicture}</p>}
      <p className={shared.note} role="status">
        {told(hand, boxes, labels)}
      </p>
      <LabelButtons
        labels={labels}
        disabled={disabled || hand.what === 'nothing'}
        chosen={hand.what === 'box' ? (boxes[hand.index]?.label ?? null) : null}
        onChoose={(label) => {
          const next = boxWithLabel(boxes, hand, label)
          if (!next) return
          onValue(next.boxes)
          onPick(handOfBox(next.index))
        }}
      />
      <BoxList
        boxes={boxes}
        selected={hand.what === 'box' ? hand.index : null}
        labels={labels}
        disabled={disabled}
        onSelect={(index) => {
          onPick(handOfBox(index))
        }}
        onRemove={(index) => {
          onPick(null)
          put(boxes.toSpliced(index, 1))
        }}
      />
      {(question.min ?? 0) === 0 && (
        <NothingButton
          pressed={given?.length === 0}
          disabled={disabled}
          onToggle={() => {
            onPick(null)
            onValue(given?.length === 0 ? null : [])
          }}
        />
      )}
    </div>
  )
}
