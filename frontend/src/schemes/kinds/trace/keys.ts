import type { TraceQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import type { KindAction } from '../types'

const VERTICAL = ['ArrowUp', 'ArrowDown']
const HORIZONTAL = ['ArrowLeft', 'ArrowRight']

/** Keys of a trace. An arrow acts from its press to its release; the widget hears the release. */
export const traceKeys: readonly KindAction<TraceQuestion>[] = [
  {
    name: 'record',
    label: m.trace.keys.record,
    keys: ['Space'],
    run: (context) => {
      context.command('toggle', 'Space')
    },
  },
  {
    name: 'move',
    label: m.trace.keys.move,
    keys: ({ question }) =>
      question.dimensions.length > 1 ? [...VERTICAL, ...HORIZONTAL] : VERTICAL,
    shown: '↑ ↓',
    repeats: true,
    run: (context, key) => {
      context.command('press', key)
    },
  },
  {
    name: 'again',
    label: m.trace.keys.again,
    keys: ['r'],
    run: (context, key) => {
      context.command('again', key)
    },
  },
  {
    name: 'listen',
    label: m.trace.keys.listen,
    keys: ['p'],
    run: (context, key) => {
      context.command('listen', key)
    },
  },
  {
    name: 'tell',
    label: m.trace.keys.tell,
    keys: ['v'],
    run: (context, key) => {
      context.command('tell', key)
    },
  },
]
