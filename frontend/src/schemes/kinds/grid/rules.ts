import type { GridAxis, GridQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { asNumber, checkInRange, checkLabels, isRecord } from '../../rules/common'
import type { Problem } from '../../rules/common'

export interface Axis extends Required<GridAxis> {
  anchors: [string, string]
}

const VALENCE: Axis = {
  id: 'valence',
  text: m.kindWords.valence,
  min: -1,
  max: 1,
  step: 0.01,
  anchors: [m.kindWords.negative, m.kindWords.positive],
}
const AROUSAL: Axis = {
  ...VALENCE,
  id: 'arousal',
  text: m.kindWords.arousal,
  anchors: [m.kindWords.calm, m.kindWords.active],
}

function axisOf(given: GridAxis | undefined, standard: Axis): Axis {
  const [low, high] = given?.anchors ?? (given?.id === undefined ? standard.anchors : [])
  return {
    id: given?.id ?? standard.id,
    text: given?.text ?? given?.id ?? standard.text,
    min: given?.min ?? standard.min,
    max: given?.max ?? standard.max,
    step: given?.step ?? standard.step,
    anchors: [low ?? '', high ?? ''],
  }
}

/** Both axes; what the scheme does not say is that of valence (x) or arousal (y). */
export function axesOf(question: GridQuestion): { x: Axis; y: Axis } {
  return { x: axisOf(question.x, VALENCE), y: axisOf(question.y, AROUSAL) }
}

export function checkGrid(question: GridQuestion, value: unknown, draft: boolean): Problem[] {
  if (!isRecord(value)) return [{ code: 'shape' }]
  const axes = Object.values(axesOf(question))
  const problems = checkLabels(Object.keys(value), axes)
  for (const { id, text, min, max, step } of axes) {
    if (id in value) problems.push(...checkInRange(value[id], min, max, step))
    else if (!draft) problems.push({ code: 'axisMissing', detail: text })
  }
  return problems
}

/** A number on the axis at its nearest step. */
export function onAxis({ min, max, step }: Axis, number: number): number {
  const stepped = min + Math.round((number - min) / step) * step
  return Number(Math.min(max, Math.max(min, stepped)).toFixed(6))
}

/** Most lines that still read as steps; a finer axis is drawn in tenths. */
const MOST_LINES = 20
const TENTHS = 10

/** How many parts the lines of the plane cut an axis into: its steps, where they are few. */
export function partsOf({ min, max, step }: Axis): number {
  const steps = Math.round((max - min) / step)
  return steps <= MOST_LINES ? steps : TENTHS
}

/** Decimals that the steps of an axis need, two at most. */
export function decimalsOf({ min, step }: Axis): number {
  const needed = [min, step].map((number) => String(number).split('.')[1]?.length ?? 0)
  return Math.min(2, Math.max(...needed))
}

/** Where a value lies between the ends, 0 to 1. */
export function shareOf({ min, max }: Axis, value: number): number {
  return (value - min) / (max - min)
}

export interface Point {
  x: number
  y: number
}

/** The point of a value; null while there is none on both axes. */
export function pointOf(question: GridQuestion, value: unknown): Point | null {
  if (!isRecord(value)) return null
  const { x, y } = axesOf(question)
  const [across, up] = [asNumber(value[x.id]), asNumber(value[y.id])]
  return across === null || up === null ? null : { x: across, y: up }
}

const COARSE = 10

/** One key press away: a tenth of half the axis, or one step. An empty plane starts in the middle. */
export function movedPoint(
  question: GridQuestion,
  value: unknown,
  by: Point,
  fine: boolean,
): Record<string, number> {
  const { x, y } = axesOf(question)
  const now = pointOf(question, value)
  const move = (axis: Axis, at: number | undefined, direction: number) => {
    if (at === undefined) return onAxis(axis, (axis.min + axis.max) / 2)
    const stride = fine ? axis.step : Math.max(axis.step, (axis.max - axis.min) / 2 / COARSE)
    return onAxis(axis, at + direction * stride)
  }
  return { [x.id]: move(x, now?.x, by.x), [y.id]: move(y, now?.y, by.y) }
}
