/** The first gamepad that is connected, and which of its axes move which dimension. */

export interface AxisChoice {
  axis: number
  turned: boolean
}

const KEPT = 'emotate:gamepad'
/** On most pads: the left stick, where up is negative. */
const UP_DOWN: AxisChoice = { axis: 1, turned: true }
const LEFT_RIGHT: AxisChoice = { axis: 0, turned: false }

function isChoice(value: unknown): value is AxisChoice {
  const choice = value as Partial<AxisChoice> | null
  return typeof choice?.axis === 'number' && typeof choice.turned === 'boolean'
}

/** What this browser's person chose, for one dimension or for two. */
export function readAxes(dimensions: number): AxisChoice[] {
  const usual = dimensions === 1 ? [UP_DOWN] : [LEFT_RIGHT, UP_DOWN]
  const kept: unknown = JSON.parse(localStorage.getItem(`${KEPT}:${String(dimensions)}`) ?? 'null')
  return Array.isArray(kept) && kept.length === dimensions && kept.every(isChoice) ? kept : usual
}

export function writeAxes(axes: readonly AxisChoice[]): void {
  localStorage.setItem(`${KEPT}:${String(axes.length)}`, JSON.stringify(axes))
}

export function connectedGamepad(): Gamepad | null {
  return navigator.getGamepads?.().find((pad) => pad?.connected) ?? null
}

/** Axis positions in the order of the dimensions, right and up positive. */
export function positionsOf(pad: Gamepad, axes: readonly AxisChoice[]): number[] {
  return axes.map(({ axis, turned }) => (pad.axes[axis] ?? 0) * (turned ? -1 : 1))
}
