/** The keys that the kinds of a scheme bring, as actions of the rating page. */
import type { Action } from '../../actions/types'
import type { Question } from '../../api/types'
import { m } from '../../i18n'
import { withValue } from '../../schemes/answers'
import { labelsShown } from '../../schemes/kinds/labelsShown'
import { kindOf } from '../../schemes/kinds/registry'
import type { AnswerContext } from '../../schemes/kinds/types'
import type { RatingContext } from './ratingActions'
import { stopId } from './stops'

/** What a key of a kind may see; null when another question, or the confidence, is marked. */
function answerContext(context: RatingContext, kind: Question['kind']): AnswerContext | null {
  const { stop, locked, answer } = context
  if (!stop || locked || stop.part !== 'value' || stop.question.kind !== kind) return null
  const { question } = stop
  return {
    question,
    answer,
    labels: labelsShown(question, context.task?.presentation?.options[question.id]),
    picked: context.picked,
    task: context.task,
    setValue: (value) => {
      context.setAnswer(withValue(answer, value))
    },
    pick: context.pick,
    typed: context.typed,
    retype: context.retype,
    focusPart: (part) => {
      const place = document.getElementById(stopId(stop))
      place?.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus()
    },
    moveOption: context.moveOption,
    command: (name, key) => {
      context.command(question.id, name, key)
    },
  }
}

/** Each kind's keys once, however many questions of it there are. */
export function kindActions(questions: readonly Question[]): Action<RatingContext>[] {
  const firsts = new Map(questions.toReversed().map((question) => [question.kind, question]))
  return [...firsts].toReversed().flatMap(([kind, question]) =>
    kindOf(question).actions.map((action): Action<RatingContext> => {
      const { keys } = action
      return {
        ...action,
        name: `${kind}.${action.name}`,
        group: m.kinds[kind],
        keys:
          typeof keys === 'function'
            ? (context) => {
                const own = answerContext(context, kind)
                return own ? keys(own) : []
              }
            : keys,
        when: (context) => {
          const own = answerContext(context, kind)
          return own !== null && (action.when?.(own) ?? true)
        },
        run: (context, key) => {
          const own = answerContext(context, kind)
          if (own) action.run(own, key)
        },
      }
    }),
  )
}
