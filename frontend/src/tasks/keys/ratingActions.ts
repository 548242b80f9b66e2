/** The keys of the player and the page. What acts on an answer comes from the kinds. */
import type { Action } from '../../actions/types'
import { findAction, isEnabled, keysOf } from '../../actions/types'
import type { Answer, Question, Task } from '../../api/types'
import { m } from '../../i18n'
import type { SegmentPlayer } from '../../player/segmentPlayer'
import { DIGITS } from '../../schemes/kinds/keys'
import { orNone } from '../../schemes/numbers'
import { CONFIDENCE_LEVELS } from '../../schemes/rules/common'
import { kindActions } from './kindActions'
import type { Stop } from './stops'

export interface RatingContext {
  player: SegmentPlayer | null
  /** Play the clip to the left or right; null where there is one at most. */
  stepClip: ((step: 1 | -1) => void) | null
  /** Enlarge a picture; null where there is none. */
  zoom: ((direction: 1 | -1) => void) | null
  /** Waveform or spectrogram; null where there is no sound. */
  toggleSpectrogram: (() => void) | null
  task: Task | null
  stop: Stop | null
  answer: Answer | undefined
  picked: string | null
  locked: boolean
  canUndoEdit: boolean
  canRedoEdit: boolean
  canUndoSubmit: boolean
  setAnswer: (answer: Answer | null) => void
  pick: (label: string | null) => void
  /** Digits typed so far on this stop and label; forgotten after a short rest. */
  typed: (digit: string) => string
  retype: (digits: string) => void
  moveStop: (direction: 1 | -1) => void
  moveOption: (direction: 1 | -1) => void
  command: (question: string, name: string, key: string) => void
  undoEdit: () => void
  redoEdit: () => void
  submit: () => void
  skip: () => void
  undoSubmit: () => void
  help: () => void
  guidelines: () => void
  pause: () => void
  /** Answers the offer of a break with "later"; null while none is offered. */
  breakLater: (() => void) | null
}

const { groups } = m.keys

function toggleCannotTell(context: RatingContext): void {
  context.setAnswer(context.answer?.cannot_tell ? null : { cannot_tell: true })
}

const hasPlayer = (context: RatingContext) => context.player !== null

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
const looking: Action<RatingContext>[] = [
  {
    name: 'clip-left',
    group: groups.listen,
    label: m.pane.keys.left,
    keys: ['Shift+ArrowLeft'],
    when: (c) => c.stepClip !== null,
    run: (c) => c.stepClip?.(-1),
  },
  {
    name: 'clip-right',
    group: groups.listen,
    label: m.pane.keys.right,
    keys: ['Shift+ArrowRight'],
    when: (c) => c.stepClip !== null,
    run: (c) => c.stepClip?.(1),
  },
  {
    name: 'spectrogram',
    group: groups.listen,
    label: m.pane.keys.spectrogram,
    keys: ['F2'],
    when: (c) => c.toggleSpectrogram !== null,
    run: (c) => c.toggleSpectrogram?.(),
  },
  {
    name: 'zoom-in',
    group: groups.listen,
    label: m.pane.keys.zoomIn,
    keys: ['+'],
    when: (c) => c.zoom !== null,
    run: (c) => c.zoom?.(1),
  },
  {
    name: 'zoom-out',
    group: groups.listen,
    label: m.pane.keys.zoomOut,
    keys: ['-'],
    when: (c) => c.zoom !== null,
    run: (c) => c.zoom?.(-1),
  },
]

const listen: Action<RatingContext>[] = [
  ...listening.map((action) => ({ ...action, group: groups.listen, when: hasPlayer })),
  ...looking,
]

const onConfidence = ({ stop, locked }: RatingContext) => stop?.part === 'confidence' && !locked

const confidence: Action<RatingContext>[] = [
  {
    name: 'confidence',
    group: groups.answer,
    label: m.keys.confidence,
    shown: '1 … 5',
    keys: DIGITS,
    when: onConfidence,
    run: ({ answer, setAnswer }, digit) => {
      const level = CONFIDENCE_LEVELS.find((candidate) => String(candidate) === digit)
      if (level && !answer?.cannot_tell) setAnswer({ ...answer, confidence: level })
    },
  },
  {
    name: 'confidence-up',
    group: groups.answer,
    label: m.keys.optionAbove,
    keys: ['ArrowUp'],
    when: onConfidence,
    repeats: true,
    run: (c) => {
      c.moveOption(-1)
    },
  },
  {
    name: 'confidence-down',
    group: groups.answer,
    label: m.keys.optionBelow,
    keys: ['ArrowDown'],
    when: onConfidence,
    repeats: true,
    run: (c) => {
      c.moveOption(1)
    },
  },
]

const answering: Action<RatingContext>[] = [
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
  {
    name: 'redo-edit',
    group: groups.answer,
    label: m.keys.redoEdit,
    keys: ['Ctrl+y', 'Ctrl+Shift+z'],
    when: (context) => context.canRedoEdit && !context.locked,
    run: (context) => {
      context.redoEdit()
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
    when: (c) => !c.locked && c.task?.presentation?.role !== 'quiz',
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
  {
    name: 'pause',
    group: groups.page,
    label: m.rating.pause,
    keys: ['F8'],
    when: (c) => !c.locked,
    run: (c) => {
      c.pause()
    },
  },
  {
    name: 'break-later',
    group: groups.page,
    label: m.keys.breakLater,
    keys: ['Escape'],
    when: (c) => c.breakLater !== null,
    run: (c) => c.breakLater?.(),
  },
]

/**
 * Every key of the rating page for the kinds of these questions. Where the marked kind takes a key
 * for its answer (arrows on the valence-arousal plane), the player leaves it to the answer.
 */
export function ratingActions(questions: readonly Question[]): Action<RatingContext>[] {
  const kinds = kindActions(questions)
  const yielding = (action: Action<RatingContext>): Action<RatingContext> => ({
    ...action,
    keys: (context: RatingContext) =>
      (action.keys as readonly string[]).filter((key) => !findAction(kinds, context, key)),
  })
  return [
    ...listen.map(yielding),
    ...kinds,
    ...confidence,
    ...answering.map(yielding),
    ...moving,
    ...page,
  ]
}

/**
 * The key that plays the clip now, for the button that does the same: a question that records while
 * it plays has Space for that, and another key to listen only.
 */
export function playKeyOf(
  actions: readonly Action<RatingContext>[],
  context: RatingContext,
): string | null {
  if (findAction(actions, context, 'Space')?.name === 'play') return 'Space'
  const listens = actions.find(
    (action) => action.name.endsWith('.listen') && isEnabled(action, context),
  )
  return (listens && keysOf(listens, context)[0]) ?? null
}
