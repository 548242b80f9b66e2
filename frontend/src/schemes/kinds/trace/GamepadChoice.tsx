import { useEffect, useState } from 'react'

import type { TraceDimension } from '../../../api/types'
import { m } from '../../../i18n'
import { createScope } from '../../../player/scope'
import { connectedGamepad, writeAxes } from './gamepad'
import type { AxisChoice } from './gamepad'
import styles from './trace.module.css'

interface GamepadChoiceProps {
  dimensions: readonly TraceDimension[]
  axes: AxisChoice[]
  onAxes: (axes: AxisChoice[]) => void
}

/** Which axis of a gamepad moves what; shown while one is connected. */
export function GamepadChoice({ dimensions, axes, onAxes }: GamepadChoiceProps) {
  const [count, setCount] = useState(() => connectedGamepad()?.axes.length ?? 0)
  useEffect(() => {
    const scope = createScope()
    const look = () => {
      setCount(connectedGamepad()?.axes.length ?? 0)
    }
    scope.listen(window, 'gamepadconnected', look)
    scope.listen(window, 'gamepaddisconnected', look)
    return scope.dispose
  }, [])
  if (count === 0) return null
  const change = (at: number, part: Partial<AxisChoice>) => {
    const next = axes.map((choice, index) => (index === at ? { ...choice, ...part } : choice))
    writeAxes(next)
    onAxes(next)
  }
  return (
    <fieldset className={styles.gamepad}>
      <legend>{m.trace.gamepad}</legend>
      {dimensions.map(({ id, text }, at) => (
        <div key={id}>
          <select
            aria-label={m.trace.axisOf(text ?? id)}
            value={axes[at]?.axis}
            onChange={(event) => {
              change(at, { axis: Number(event.currentTarget.value) })
            }}
          >
            {Array.from({ length: count }, (_, axis) => (
              <option key={axis} value={axis}>
                {m.trace.axis(axis)}
              </option>
            ))}
          </select>
          <label>
            <input
              type="checkbox"
              checked={axes[at]?.turned ?? false}
              onChange={(event) => {
                change(at, { turned: event.currentTarget.checked })
              }}
            />
            {m.trace.turned}
          </label>
        </div>
      ))}
    </fieldset>
  )
}
