import { m } from '../i18n'
import { kindOf } from './kinds/registry'
import type { WidgetProps } from './types'

/** The widget of a question's kind. Each item has its own: a search or a word half typed stays with its item. */
export function QuestionBody(props: WidgetProps) {
  const { Widget } = kindOf(props.question)
  if (!Widget) return <p>{m.kindWords.notAsked}</p>
  return <Widget key={props.task?.assignment_id} {...props} />
}
