/** The keys of the page: those of the timeline, and a few of its own. */
import type { Action } from '../../../actions/types'
import { m } from '../../../i18n'
import type { Timeline } from '../../../schemes/kinds/timeline/useTimeline'
import type { Drafts } from './useDrafts'

export interface TurnContext {
  timeline: Timeline
  edits: Drafts
  /** Letters of the speakers, by place. */
  letters: readonly string[]
  help: () => void
}

const words = m.timeline.keys
const own = m.turns.keys

/** Letters of speakers; those of other keys are left out. */
export const LETTERS = 'abcdefghjklmnopqrstuvwxyz'

function command(
  name: string,
  label: string,
  keys: readonly string[],
  more: Partial<Action<TurnContext>> = {},
): Action<TurnContext> {
  return {
    name,
    group: own.group,
    label,
    keys,
    ...more,
    run: ({ timeline }, key) => {
      timeline.command(name, key)
    },
  }
}

const hasOne = ({ timeline }: TurnContext) => timeline.selected !== -1

export const turnKeys: readonly Action<TurnContext>[] = [
  {
    name: 'toggle',
    group: own.group,
    label: own.play,
    keys: ['Space'],
    run: ({ timeline }) => timeline.player?.toggle(),
  },
  {
    name: 'speaker',
    group: own.group,
    label: own.speaker,
    shown: 'a … z',
    keys: ({ letters }) => letters,
    run: ({ timeline, letters }, key) => {
      const label = timeline.labels[letters.indexOf(key)]
      if (label) timeline.command('label', label.id)
    },
  },
  command('seek', words.seek, ['ArrowLeft', 'ArrowRight'], { repeats: true }),
  command('select', words.select, ['ArrowUp', 'ArrowDown'], { repeats: true }),
  command('handle', words.handle, ['1', '2', '3'], { shown: '1 2 3' }),
  command('nudge', words.nudge, ['Shift+ArrowLeft', 'Shift+ArrowRight'], {
    repeats: true,
    when: hasOne,
  }),
  command('nudge-fine', words.nudgeFine, ['Ctrl+Shift+ArrowLeft', 'Ctrl+Shift+ArrowRight'], {
    repeats: true,
    when: hasOne,
  }),
  command('play', words.play, ['>'], { when: hasOne }),
  command('split', words.split, ['|', '\\']),
  command('merge', words.merge, ['&'], { when: hasOne }),
  command('remove', words.remove, ['Backspace', 'Delete'], { when: hasOne }),
  command('zoom', words.zoom, ['+', '-'], { repeats: true }),
  command('all', words.all, ['0']),
  command('snap', words.snap, ['#']),
  {
    name: 'undo',
    group: own.group,
    label: own.undo,
    keys: ['Ctrl+z'],
    run: ({ edits }) => {
      edits.undo()
    },
  },
  {
    name: 'redo',
    group: own.group,
    label: own.redo,
    keys: ['Ctrl+y', 'Ctrl+Shift+z'],
    run: ({ edits }) => {
      edits.redo()
    },
  },
  {
    name: 'help',
    group: own.group,
    label: m.keys.help,
    keys: ['/'],
    run: ({ help }) => {
      help()
    },
  },
]
