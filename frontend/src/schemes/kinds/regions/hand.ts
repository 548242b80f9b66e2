/**
 * What is in the rater's hand on the picture, as the page keeps it for a question (`picked`): a box
 * of the answer, a box that was drawn and waits for its label, or the label of the next box.
 */
import type { Box } from './rules'

export type Hand = { what: 'nothing' } | { what: 'box'; index: number } | { what: 'new'; box: Box }

const NOTHING: Hand = { what: 'nothing' }

export function readHand(picked: string | null): Hand {
  const [what, rest = ''] = picked?.split(':') ?? []
  if (what === 'box') return { what, index: Number(rest) }
  if (what !== 'new') return NOTHING
  const [x, y, width, height] = rest.split(' ').map(Number)
  if (x === undefined || y === undefined || width === undefined || height === undefined) {
    return NOTHING
  }
  return { what, box: { x, y, width, height } }
}

export function handOfBox(index: number): string {
  return `box:${String(index)}`
}

export function handOfNew({ x, y, width, height }: Box): string {
  return `new:${[x, y, width, height].join(' ')}`
}
