import type { GridQuestion } from '../../../api/types'
import { formatNumber, m } from '../../../i18n'
import { numbersOf } from '../../numbers'
import { listText } from '../texts'
import type { Kind, KindAction } from '../types'
import { GridWidget } from './Widget'
import { axesOf, checkGrid, decimalsOf, movedPoint } from './rules'

const WAYS = [
  ['left', -1, 0],
  ['right', 1, 0],
  ['up', 0, 1],
  ['down', 0, -1],
] as const

/** Arrows move the point; the first of them puts it in the middle. With Shift they go step by step. */
function arrows(fine: boolean): KindAction<GridQuestion>[] {
  return WAYS.map(([way, x, y]) => ({
    name: fine ? `fine-${way}` : way,
    label: fine ? m.kindWords.gridFine[way] : m.kindWords.grid[way],
    keys: [`${fine ? 'Shift+' : ''}Arrow${way.charAt(0).toUpperCase()}${way.slice(1)}`],
    repeats: true,
    run: (context) => {
      const moved = movedPoint(context.question, context.answer?.value, { x, y }, fine)
      context.setValue(moved)
    },
  }))
}

export const grid: Kind<GridQuestion> = {
  check: checkGrid,
  Widget: GridWidget,
  labels: (question) => Object.values(axesOf(question)).map(({ id, text }) => ({ id, text })),
  actions: [...arrows(false), ...arrows(true)],
  summary: (question, value) => {
    const numbers = numbersOf(value)
    return listText(
      Object.values(axesOf(question)).flatMap((axis) => {
        const number = numbers[axis.id]
        return number === undefined
          ? []
          : [`${axis.text} ${formatNumber(number, decimalsOf(axis))}`]
      }),
    )
  },
}
