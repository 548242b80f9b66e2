/** Every key of the rating page. The first enabled action with the key has it. */
import type { Action } from '../actions/types'
import type { Answer, LabelledQuestion, Question } from '../api/types'
import { m } from '../i18n'
import type { SegmentPlayer } from '../player/segmentPlayer'
import { labelKeys } from '../schemes/rules'
import { CONFIDENCE_LEVELS } from '../schemes/rules/common'
import { balance, numberFromDigits, percentOf, withPercent } from '../schemes/rules/distribution'
import { intensityRange } from '../schemes/rules/intensity'
import { toggleLabel } from '../schemes/rules/multi'
import { pointFromDigits } from '../schemes/rules/scale'
import { numbersOf, orNone } from '../schemes/numbers'
import type { Stop } from './stops'

export interface RatingContext {
  player: SegmentPlayer | null
  stop: Stop | null
  answer: Answer | undefined
  picked: string | null
  locked: boolean
  canUndoEdit: boolean
  canUndoSubmit: boolean
  setAnswer: (answer: Answer | null) => void
  pick: (label: string | null) => void
  /** Digits typed so far on this stop and label; forgotten after a short rest. */
  typed: (digit: string) => string
  retype: (digits: string) => void
  moveStop: (direction: 1 | -1) => void
  moveOption: (direction: 1 | -1) => void
  undoEdit: () => void
  submit: () => void
  skip: () => void
  undoSubmit: () => void
  help: () => void
  guidelines: () => void
}

const { groups } = m.keys
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
const COARSE = 5

function activeQuestion({ stop, locked }: RatingContext): Question | null {
  return stop && !locked && stop.part === 'value' ? stop.question : null
}

function hasLabels(question: Question | null): question is LabelledQuestion {
  return question !== null && question.kind !== 'scale'
}

function hasWeights(question: Question | null) {
  return question?.kind === 'distribution' || question?.kind === 'intensity'
}

/** A new value keeps the confidence that was given beside it. */
export function withValue(
  answer: Answer | undefined,
  value: Answer['value'] | null,
): Answer | null {
  const confidence = answer?.confidence === undefined ? {} : { confidence: answer.confidence }
  if (value === null || value === undefined) return orNone(confidence)
  return { value, ...confidence }
}

function setNumber(context: RatingContext, label: string, number: number): void {
  const question = activeQuestion(context)
  const numbers = numbersOf(context.answer?.value)
  if (question?.kind === 'distribution') {
    context.setAnswer(withValue(context.answer, withPercent(numbers, label, number)))
  } else if (question?.kind === 'intensity') {
    const { min, max, step } = intensityRange(question)
    const onStep = min + Math.round((number - min) / step) * step
    const value = Math.min(max, Math.max(min, onStep))
    context.setAnswer(withValue(context.answer, { ...numbers, [label]: value }))
  }
}

function nudge(context: RatingContext, direction: 1 | -1, coarse: boolean): void {
  const question = activeQuestion(context)
  const { picked, answer } = context
  if (!hasWeights(question) || !hasLabels(question) || picked === null) {
    context.moveOption(direction === 1 ? -1 : 1)
    return
  }
  const now = numbersOf(answer?.value)[picked]
  if (question.kind === 'distribution') {
    const percent = now === undefined ? 0 : percentOf(now)
    setNumber(context, picked, percent + direction * (coarse ? COARSE : 1))
  } else if (question.kind === 'intensity') {
    const { min, max, step } = intensityRange(question)
    const stride = coarse && max - min > 4 * COARSE ? Math.max(step, COARSE) : step
    setNumber(context, picked, now === undefined ? min : now + direction * stride)
  }
}

function chooseLabel(context: RatingContext, letter: string): void {
  const question = activeQuestion(context)
  if (!hasLabels(question)) return
  const id = [...labelKeys(question.labels)].find(([, key]) => key === letter)?.[0]
  if (id === undefined) return
  if (question.kind === 'choice') context.setAnswer(withValue(context.answer, id))
  else if (question.kind === 'multi') {
    const value = context.answer?.value
    const chosen = Array.isArray(value) ? value : []
    const next = toggleLabel(question, chosen, id)
    // Taking the last one away again leaves the question open; only 0 says "none of these".
    context.setAnswer(withValue(context.answer, next.length > 0 ? next : null))
  } else {
    context.retype('')
    context.pick(id)
  }
}

function typeDigit(context: RatingContext, digit: string): void {
  const { stop, picked, answer } = context
  if (!stop || context.locked) return
  const { question } = stop
  if (stop.part === 'confidence') {
    const level = CONFIDENCE_LEVELS.find((candidate) => String(candidate) === digit)
    if (level && !answer?.cannot_tell) context.setAnswer({ ...answer, confidence: level })
  } else if (question.kind === 'scale') {
    const point = pointFromDigits(question, context.typed(digit))
    if (point !== null) context.setAnswer(withValue(answer, point))
  } else if (question.kind === 'multi') {
    const none = digit === '0' && (question.min ?? 0) === 0
    if (none) context.setAnswer(withValue(answer, []))
  } else if (hasWeights(question) && picked !== null) {
    const max = question.kind === 'intensity' ? intensityRange(question).max : 100
    const { typed, value } = numberFromDigits(context.typed(digit), max)
    context.retype(typed)
    setNumber(context, picked, value)
  }
}

function movePick(context: RatingContext, direction: 1 | -1): void {
  const question = activeQuestion(context)
  if (!hasLabels(question)) return
  const ids = question.labels.map((label) => label.id)
  const at = context.picked === null ? -1 : ids.indexOf(context.picked)
  const next = at === -1 && direction === -1 ? ids.length - 1 : at + direction
  context.retype('')
  context.pick(ids[(next + ids.length) % ids.length] ?? null)
}

function toggleCannotTell(context: RatingContext): void {
  context.setAnswer(context.answer?.cannot_tell ? null : { cannot_tell: true })
}

const hasPlayer = (context: RatingContext) => context.player !== null
const weights = (context: RatingContext) => hasWeights(activeQuestion(context))

const listening: Omit<Action<RatingContext>, 'group'>[] = [
  { name: 'play', label: m.keys.playPause, keys: ['Space'], run: (c) => c.player?.toggle() },
  { name: 'loop', label: m.keys.loop, keys: ['l'], run: (c) => c.player?.toggleLoop() },
  {
    name: 'from-start',
    label: m.keys.fromStart,
    keys: ['b'],
    run: (c) => c.player?.playFromStart(),
  },
  { name: 'slower', label: m.keys.slower, keys: [','], run: (c) => c.player?.changeSpeed(-1) },
  { name: 'faster', label: m.keys.faster, keys: ['.'], run: (c) => c.player?.changeSpeed(1) },
  {
    name: 'back',
    label: m.keys.back,
    keys: ['ArrowLeft'],
    repeats: true,
    run: (c) => c.player?.seekBy(-1),
  },
  {
    name: 'forward',
    label: m.keys.forward,
    keys: ['ArrowRight'],
    repeats: true,
    run: (c) => c.player?.seekBy(1),
  },
]
const listen = listening.map((action) => ({ ...action, group: groups.listen, when: hasPlayer }))

const answering: Action<RatingContext>[] = [
  {
    name: 'label',
    group: groups.answer,
    label: m.keys.pickLabel,
    shown: 'a … z',
    keys: (context) => {
      const question = activeQuestion(context)
      return hasLabels(question) ? [...labelKeys(question.labels).values()] : []
    },
    when: (context) => hasLabels(activeQuestion(context)),
    run: chooseLabel,
  },
  {
    name: 'digit',
    group: groups.answer,
    label: m.keys.digits,
    shown: '0 … 9',
    keys: DIGITS,
    when: (context) => context.stop !== null && !context.locked,
    run: typeDigit,
  },
  {
    name: 'up',
    group: groups.answer,
    label: m.keys.up,
    keys: ['ArrowUp'],
    repeats: true,
    run: (c) => {
      nudge(c, 1, true)
    },
  },
  {
    name: 'down',
    group: groups.answer,
    label: m.keys.down,
    keys: ['ArrowDown'],
    repeats: true,
    run: (c) => {
      nudge(c, -1, true)
    },
  },
  {
    name: 'fine-up',
    group: groups.answer,
    label: m.keys.fineUp,
    keys: ['Shift+ArrowUp'],
    repeats: true,
    when: weights,
    run: (c) => {
      nudge(c, 1, false)
    },
  },
  {
    name: 'fine-down',
    group: groups.answer,
    label: m.keys.fineDown,
    keys: ['Shift+ArrowDown'],
    repeats: true,
    when: weights,
    run: (c) => {
      nudge(c, -1, false)
    },
  },
  {
    name: 'next-label',
    group: groups.answer,
    label: m.keys.nextLabel,
    keys: [']'],
    repeats: true,
    when: weights,
    run: (c) => {
      movePick(c, 1)
    },
  },
  {
    name: 'previous-label',
    group: groups.answer,
    label: m.keys.previousLabel,
    keys: ['['],
    repeats: true,
    when: weights,
    run: (c) => {
      movePick(c, -1)
    },
  },
  {
    name: 'balance',
    group: groups.answer,
    label: m.keys.balance,
    keys: ['='],
    when: (context) => activeQuestion(context)?.kind === 'distribution',
    run: (context) => {
      const shares = balance(numbersOf(context.answer?.value), context.picked)
      context.setAnswer(withValue(context.answer, orNone(shares)))
    },
  },
  {
    name: 'cannot-tell',
    group: groups.answer,
    label: m.keys.cannotTell,
    keys: ['x'],
    when: (context) => context.stop?.question.cannot_tell === true && !context.locked,
    run: toggleCannotTell,
  },
  {
    name: 'clear',
    group: groups.answer,
    label: m.keys.clear,
    keys: ['Backspace', 'Delete'],
    when: (context) => context.stop !== null && !context.locked,
    run: (context) => {
      context.retype('')
      const { confidence: _cleared, ...rest } = context.answer ?? {}
      context.setAnswer(context.stop?.part === 'confidence' ? orNone(rest) : null)
    },
  },
  {
    name: 'undo-edit',
    group: groups.answer,
    label: m.keys.undoEdit,
    keys: ['z'],
    when: (context) => context.canUndoEdit && !context.locked,
    run: (context) => {
      context.undoEdit()
    },
  },
]

const moving: Action<RatingContext>[] = [
  {
    name: 'next-question',
    group: groups.move,
    label: m.keys.nextQuestion,
    keys: ['PageDown'],
    shown: 'Tab',
    run: (c) => {
      c.moveStop(1)
    },
  },
  {
    name: 'previous-question',
    group: groups.move,
    label: m.keys.previousQuestion,
    keys: ['PageUp'],
    shown: 'Shift+Tab',
    run: (c) => {
      c.moveStop(-1)
    },
  },
  {
    name: 'submit',
    group: groups.move,
    label: m.keys.submit,
    keys: ['Enter'],
    when: (c) => !c.locked,
    run: (c) => {
      c.submit()
    },
  },
  {
    name: 'skip',
    group: groups.move,
    label: m.keys.skip,
    keys: ['!'],
    when: (c) => !c.locked,
    run: (c) => {
      c.skip()
    },
  },
  {
    name: 'undo-submit',
    group: groups.move,
    label: m.keys.undoSubmit,
    keys: ['Ctrl+z'],
    when: (c) => c.canUndoSubmit,
    run: (c) => {
      c.undoSubmit()
    },
  },
]

const page: Action<RatingContext>[] = [
  {
    name: 'help',
    group: groups.page,
    label: m.keys.help,
    keys: ['/', '?'],
    run: (c) => {
      c.help()
    },
  },
  {
    name: 'guidelines',
    group: groups.page,
    label: m.keys.guidelines,
    keys: ['g'],
    run: (c) => {
      c.guidelines()
    },
  },
]

export const ratingActions: readonly Action<RatingContext>[] = [
  ...listen,
  ...answering,
  ...moving,
  ...page,
]
