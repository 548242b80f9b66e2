import type { TextQuestion } from '../../../api/types'
import { m } from '../../../i18n'
import { codePointLength } from '../../rules/codePoints'
import type { WidgetProps } from '../../types'
import { leaveOnKey } from '../../widgets/fields'
import shared from '../../widgets/widgets.module.css'
import fields from '../../widgets/fields.module.css'
import { textLimits } from './rules'

export function TextWidget(props: WidgetProps<TextQuestion>) {
  const { question, answer, disabled, task, onValue } = props
  const text = typeof answer?.value === 'string' ? answer.value : ''
  const { least, most } = textLimits(question)
  const length = codePointLength(text.trim())
  const oneLine = question.multiline === false
  const field = {
    className: fields.field,
    'data-part': 'text',
    value: text,
    disabled,
    dir: 'auto',
    lang: task?.language ?? undefined,
    spellCheck: true,
    'aria-label': question.text,
    'aria-describedby': `count-${question.id}`,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const typed = event.currentTarget.value
      // An empty field is no answer, and not an empty text.
      onValue(typed === '' ? null : typed, true)
    },
    onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => {
      leaveOnKey(event, oneLine)
    },
  }
  return (
    <>
      {oneLine ? <input type="text" {...field} /> : <textarea rows={4} {...field} />}
      <p className={fields.under}>
        <span className={shared.note}>{m.kindWords.leaveField}</span>
        <span
          id={`count-${question.id}`}
          className={fields.count}
          data-over={length > most || undefined}
        >
          {m.kindWords.characters(length, least, most)}
        </span>
      </p>
    </>
  )
}
