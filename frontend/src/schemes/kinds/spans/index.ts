import type { SpansQuestion, TextSpan } from '../../../api/types'
import { m } from '../../../i18n'
import { letterKeys } from '../keys'
import { labelText, listText, shortText } from '../texts'
import type { AnswerContext, Kind, KindAction } from '../types'
import { ReadPassages, SpansWidget } from './Widget'
import { handOfSpan, movedHand, readHand, sourcesOf, spansWithLabel } from './hand'
import { checkSpans, spansIn } from './rules'

type Context = AnswerContext<SpansQuestion>

const given = ({ answer }: Context): TextSpan[] => spansIn(answer?.value) ?? []
const sources = ({ task, question }: Context) => sourcesOf(task, question.scope)

function label(context: Context, id: string): void {
  const next = spansWithLabel(sources(context), given(context), readHand(context.picked), id)
  if (!next) return
  context.setValue(next.spans)
  context.pick(handOfSpan(next.index))
}

function select(context: Context, direction: 1 | -1): void {
  const { length } = given(context)
  if (length === 0) return
  const hand = readHand(context.picked)
  const at = hand.what === 'span' ? hand.index + direction : direction === 1 ? 0 : length - 1
  context.pick(handOfSpan((at + length) % length))
}

function move(
  name: string,
  text: string,
  key: string,
  by: { word?: number; turn?: number },
  extend = false,
): KindAction<SpansQuestion> {
  return {
    name,
    label: text,
    keys: [key],
    repeats: true,
    run: (context) => {
      context.pick(movedHand(sources(context), readHand(context.picked), by, extend))
    },
  }
}

export const spans: Kind<SpansQuestion> = {
  check: checkSpans,
  Widget: SpansWidget,
  labels: (question) => question.labels,
  unfinished: (picked) => readHand(picked).what === 'words',
  Words: ReadPassages,
  actions: [
    move('word', m.kindWords.spanWord, 'ArrowRight', { word: 1 }),
    move('word-back', m.kindWords.spanWordBack, 'ArrowLeft', { word: -1 }),
    move('longer', m.kindWords.spanLonger, 'Shift+ArrowRight', { word: 1 }, true),
    move('shorter', m.kindWords.spanShorter, 'Shift+ArrowLeft', { word: -1 }, true),
    move('turn-above', m.kindWords.spanTurnAbove, 'ArrowUp', { turn: -1 }),
    move('turn-below', m.kindWords.spanTurnBelow, 'ArrowDown', { turn: 1 }),
    letterKeys(label, m.kindWords.spanLabel),
    {
      name: 'next',
      label: m.kindWords.spanNext,
      keys: [']'],
      run: (context) => {
        select(context, 1)
      },
    },
    {
      name: 'previous',
      label: m.kindWords.spanPrevious,
      keys: ['['],
      run: (context) => {
        select(context, -1)
      },
    },
    {
      name: 'remove',
      label: m.kindWords.spanRemove,
      keys: ['-'],
      when: (context) => readHand(context.picked).what === 'span',
      run: (context) => {
        const hand = readHand(context.picked)
        if (hand.what !== 'span') return
        const left = given(context).toSpliced(hand.index, 1)
        // Taking the last one away leaves the question open; only 0 says that there is none.
        context.setValue(left.length > 0 ? left : null)
        context.pick(null)
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
      (spansIn(value) ?? []).map(
        ({ label: id, text }) => `${labelText(question.labels, id)}: “${shortText(text)}”`,
      ),
    ),
}
