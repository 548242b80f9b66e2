import type { TimelineQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { letterKeys } from '../keys'
import type { AnswerContext, KindAction } from '../types'
import { readHand } from './hand'

type Context = AnswerContext<TimelineQuestion>

const words = m.timeline.keys

/** A key that the editor on the stage acts on. */
function key(
  name: string,
  label: string,
  keys: readonly string[] | ((context: Context) => readonly string[]),
  options: Partial<KindAction<TimelineQuestion>> = {},
): KindAction<TimelineQuestion> {
  return {
    name,
    label,
    keys,
    ...options,
    run: (context, pressed) => {
      context.command(name, pressed)
    },
  }
}

const hasPicked = (context: Context) => readHand(context.picked).at >= 0

/** `i` and `o` mark too, unless a label has the letter. */
const marking = (letter: string, always: string) => (context: Context) =>
  context.labels.some((label) => label.letter === letter) ? [always] : [always, letter]

export const timelineKeys: readonly KindAction<TimelineQuestion>[] = [
  letterKeys((context, label) => {
    context.command('label', label)
  }, words.label),
  key('mark-in', words.markIn, marking('i', '[')),
  key('mark-out', words.markOut, marking('o', ']')),
  key('seek', words.seek, ['ArrowLeft', 'ArrowRight'], { repeats: true }),
  key('select', words.select, ['ArrowUp', 'ArrowDown'], { repeats: true }),
  key('handle', words.handle, ['1', '2', '3'], { shown: '1 2 3' }),
  key('nudge', words.nudge, ['Shift+ArrowLeft', 'Shift+ArrowRight'], {
    repeats: true,
    when: hasPicked,
  }),
  key('nudge-fine', words.nudgeFine, ['Ctrl+Shift+ArrowLeft', 'Ctrl+Shift+ArrowRight'], {
    repeats: true,
    when: hasPicked,
  }),
  key('play', words.play, ['>'], { when: hasPicked }),
  key('split', words.split, ['|', '\\']),
  key('merge', words.merge, ['&'], { when: hasPicked }),
  key('remove', words.remove, ['Backspace', 'Delete'], { when: hasPicked }),
  key('track', words.track, ['Ctrl+ArrowUp', 'Ctrl+ArrowDown'], {
    when: ({ question }) => (question.tracks?.length ?? 1) > 1,
  }),
  key('zoom', words.zoom, ['+', '-'], { repeats: true }),
  key('all', words.all, ['0']),
  key('snap', words.snap, ['#']),
]
