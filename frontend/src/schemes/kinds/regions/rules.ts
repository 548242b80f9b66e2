import type { AnswerValue, Region, RegionsQuestion } from '../../../api/types'
import { asNumber, checkCount, checkFields, checkLabels, isRecord } from '../../rules/common'
import type { Problem } from '../../rules/common'
import type { Hand } from './hand'

/** A box drawn up to the edge may end past it by rounding. */
const TOLERANCE = 1e-6
/** Boxes are kept to this many digits: a thousandth of a pixel in the largest images. */
const DIGITS = 6

function checkBox(question: RegionsQuestion, entry: unknown): Problem[] {
  const wrong = checkFields(entry, ['x', 'y', 'width', 'height', 'label'])
  if (wrong.length > 0) return wrong
  const { x, y, width, height, label } = entry as Region
  if (
    [x, y, width, height].some((number) => asNumber(number) === null || number < 0 || number > 1)
  ) {
    return [{ code: 'box' }]
  }
  if (width === 0 || height === 0) return [{ code: 'box' }]
  if (x + width > 1 + TOLERANCE || y + height > 1 + TOLERANCE) return [{ code: 'box' }]
  return typeof label === 'string' ? checkLabels([label], question.labels) : [{ code: 'shape' }]
}

export function checkRegions(question: RegionsQuestion, value: unknown, draft: boolean): Problem[] {
  if (!Array.isArray(value)) return [{ code: 'shape' }]
  const problems = value.flatMap((entry) => checkBox(question, entry))
  if (problems.length > 0 || draft) return problems
  return checkCount(value.length, question.min ?? 0, question.max)
}

export type Box = Omit<Region, 'label'>

const SMALLEST = 0.01
const rounded = (number: number) => Number(number.toFixed(DIGITS))
const between = (low: number, number: number, high: number) => Math.min(high, Math.max(low, number))

/** A box with its corners in any order and beyond the edges, made whole and put inside. */
export function boxBetween(from: { x: number; y: number }, to: { x: number; y: number }): Box {
  const [left, right] = [from.x, to.x].map((x) => between(0, x, 1)).sort((a, b) => a - b)
  const [top, bottom] = [from.y, to.y].map((y) => between(0, y, 1)).sort((a, b) => a - b)
  return {
    x: rounded(left ?? 0),
    y: rounded(top ?? 0),
    width: rounded((right ?? 0) - (left ?? 0)),
    height: rounded((bottom ?? 0) - (top ?? 0)),
  }
}

/** A press without a drag draws no box. */
export function isDrawn({ width, height }: Box): boolean {
  return width >= SMALLEST && height >= SMALLEST
}

export function movedBox<B extends Box>(box: B, dx: number, dy: number): B {
  return {
    ...box,
    x: rounded(between(0, box.x + dx, 1 - box.width)),
    y: rounded(between(0, box.y + dy, 1 - box.height)),
  }
}

export function resizedBox<B extends Box>(box: B, dx: number, dy: number): B {
  return {
    ...box,
    width: rounded(between(SMALLEST, box.width + dx, 1 - box.x)),
    height: rounded(between(SMALLEST, box.height + dy, 1 - box.y)),
  }
}

/** The boxes of an answer's value; null when there is no answer. */
export function regionsIn(value: AnswerValue | undefined): Region[] | null {
  if (!Array.isArray(value)) return null
  return value.filter((entry): entry is Region => isRecord(entry) && 'width' in entry)
}

/** The boxes with a label given to the one in hand, and which one that is; null with empty hands. */
export function boxWithLabel(
  boxes: readonly Region[],
  hand: Hand,
  label: string,
): { boxes: Region[]; index: number } | null {
  if (hand.what === 'new') {
    return { boxes: [...boxes, { ...hand.box, label }], index: boxes.length }
  }
  if (hand.what === 'nothing') return null
  const box = boxes[hand.index]
  return box ? { boxes: boxes.with(hand.index, { ...box, label }), index: hand.index } : null
}
