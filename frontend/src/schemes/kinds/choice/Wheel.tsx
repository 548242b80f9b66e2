import { useMemo } from 'react'

import type { ShownLabel } from '../../labels'
import { sectorsOf } from './wheel'
import styles from './wheel.module.css'

interface WheelProps {
  labels: readonly ShownLabel[]
  chosen: string | null
  disabled: boolean
  onChoose: (label: string) => void
}

/** A letter takes about this share of its font size. */
const LETTER = 0.56

function sizeFor(text: string, room: number): number {
  return Math.min(7, (room - 4) / (text.length * LETTER))
}

/**
 * Labels round a wheel, for the mouse and for touch. The list under it has the same labels for
 * keyboards and screen readers.
 */
export function Wheel({ labels, chosen, disabled, onChoose }: WheelProps) {
  const sectors = useMemo(() => sectorsOf(labels.length), [labels.length])
  return (
    <svg
      viewBox="-102 -102 204 204"
      className={styles.wheel}
      data-disabled={disabled || undefined}
      aria-hidden="true"
    >
      {sectors.map(({ index, path, x, y, turn, room }) => {
        const label = labels[index]
        if (!label) return null
        return (
          <g
            key={label.id}
            className={styles.sector}
            data-checked={chosen === label.id || undefined}
            onClick={() => {
              if (!disabled) onChoose(label.id)
            }}
          >
            <title>{label.text}</title>
            <path d={path} style={{ '--colour': label.colour } as React.CSSProperties} />
            <text
              x={x}
              y={y}
              fontSize={sizeFor(label.text, room)}
              transform={`rotate(${turn.toFixed(1)} ${x.toFixed(2)} ${y.toFixed(2)})`}
            >
              {label.text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
