import type { Region, RegionsQuestion } from '../../../api/types'
import { formatPercent, m } from '../../../i18n'
import { letterKeys } from '../keys'
import { labelText, listText } from '../texts'
import type { AnswerContext, Kind, KindAction } from '../types'
import { RegionsWidget } from './Widget'
import { handOfBox, handOfNew, readHand } from './hand'
import { boxWithLabel, checkRegions, movedBox, regionsIn, resizedBox } from './rules'
import type { Box } from './rules'

type Context = AnswerContext<RegionsQuestion>

/** One key press, as a share of the picture. */
const STEP = 0.02
const MIDDLE: Box = { x: 0.35, y: 0.35, width: 0.3, height: 0.3 }

const boxesIn = ({ answer }: Context): Region[] => regionsIn(answer?.value) ?? []
const inHand = (context: Context) => readHand(context.picked).what !== 'nothing'

/** A letter gives the box in hand its label; the new one becomes part of the answer by it. */
function label(context: Context, id: string): void {
  const next = boxWithLabel(boxesIn(context), readHand(context.picked), id)
  if (!next) return
  context.setValue(next.boxes)
  context.pick(handOfBox(next.index))
}

function change(context: Context, by: <B extends Box>(box: B) => B): void {
  const hand = readHand(context.picked)
  if (hand.what === 'new') context.pick(handOfNew(by(hand.box)))
  if (hand.what !== 'box') return
  const boxes = boxesIn(context)
  const box = boxes[hand.index]
  if (box) context.setValue(boxes.with(hand.index, by(box)))
}

function select(context: Context, direction: 1 | -1): void {
  const { length } = boxesIn(context)
  if (length === 0) return
  const hand = readHand(context.picked)
  const at = hand.what === 'box' ? hand.index + direction : direction === 1 ? 0 : length - 1
  context.pick(handOfBox((at + length) % length))
}

const WAYS = [
  ['Left', -STEP, 0],
  ['Right', STEP, 0],
  ['Up', 0, -STEP],
  ['Down', 0, STEP],
] as const

function arrows(resize: boolean): KindAction<RegionsQuestion>[] {
  const act = resize ? resizedBox : movedBox
  return WAYS.map(([way, dx, dy]) => ({
    name: `${resize ? 'size' : 'move'}-${way.toLowerCase()}`,
    label: resize ? m.kindWords.boxSize[way] : m.kindWords.boxMove[way],
    keys: [`${resize ? 'Shift+' : ''}Arrow${way}`],
    repeats: true,
    when: inHand,
    run: (context) => {
      change(context, (box) => act(box, dx, dy))
    },
  }))
}

export const regions: Kind<RegionsQuestion> = {
  check: checkRegions,
  Widget: RegionsWidget,
  labels: (question) => question.labels,
  unfinished: (picked) => readHand(picked).what === 'new',
  actions: [
    {
      name: 'add',
      label: m.kindWords.boxAdd,
      keys: ['+', '='],
      run: (context) => {
        context.pick(handOfNew(MIDDLE))
      },
    },
    letterKeys(label, m.kindWords.boxLabel),
    ...arrows(false),
    ...arrows(true),
    {
      name: 'next',
      label: m.kindWords.boxNext,
      keys: [']'],
      run: (context) => {
        select(context, 1)
      },
    },
    {
      name: 'previous',
      label: m.kindWords.boxPrevious,
      keys: ['['],
      run: (context) => {
        select(context, -1)
      },
    },
    {
      name: 'remove',
      label: m.kindWords.boxRemove,
      keys: ['-'],
      when: inHand,
      run: (context) => {
        const hand = readHand(context.picked)
        context.pick(null)
        if (hand.what !== 'box') return
        const left = boxesIn(context).toSpliced(hand.index, 1)
        // Taking the last box away leaves the question open; only 0 says that there is none.
        context.setValue(left.length > 0 ? left : null)
      },
    },
    {
      name: 'none',
      label: m.kindWords.nothingThere,
      keys: ['0'],
      when: ({ question }) => (question.min ?? 0) === 0,
      run: (context) => {
        context.setValue([])
        context.pick(null)
      },
    },
  ],
  summary: (question, value) =>
    listText(
      (regionsIn(value) ?? []).map(
        ({ label: id, width, height }) =>
          `${labelText(question.labels, id)} ${formatPercent(width)} × ${formatPercent(height)}`,
      ),
    ),
}
