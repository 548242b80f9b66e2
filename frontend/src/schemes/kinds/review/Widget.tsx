import { Fragment } from 'react'

import type { ReviewField, ReviewQuestion, ReviewValue, Verdict } from '../../../api/types'
import { Key } from '../../../actions/Key'
import { m } from '../../../i18n'
import type { WidgetProps } from '../../types'
import { leaveOnKey } from '../../widgets/fields'
import fieldStyles from '../../widgets/fields.module.css'
import shared from '../../widgets/widgets.module.css'
import { labelText } from '../texts'
import { FieldEditor } from './FieldEditor'
import { diffLists, diffWords } from './diff'
import type { DiffPart } from './diff'
import { draftFor } from './draft'
import styles from './review.module.css'
import { VERDICTS, reviewIn, reviewedAs, sameFields } from './rules'

/** What the server names instead of a model where the draft came in a table of items. */
const IMPORTED = 'imported'

function shownText(field: ReviewField, value: string | string[] | undefined): string {
  if (Array.isArray(value)) return value.join(', ')
  return field.kind === 'label' ? labelText(field.labels ?? [], value ?? '') : (value ?? '')
}

function Part({ change, text }: DiffPart) {
  if (change === 'added') return <ins>{text}</ins>
  if (change === 'removed') return <del>{text}</del>
  return <span>{text}</span>
}

/** What the model said, for reading; an edited field shows what went and what came. */
function DraftField({ field, value }: { field: ReviewField; value: ReviewValue }) {
  const drafted = value.draft[field.id]
  const edited = value.fields?.[field.id] ?? drafted
  const lists = Array.isArray(drafted) && Array.isArray(edited)
  const [before, after] = [shownText(field, drafted), shownText(field, edited)]
  const parts = lists ? diffLists(drafted, edited) : diffWords(before, after)
  return (
    <div className={styles.drafted}>
      <dt dir="auto">{field.text ?? field.id}</dt>
      <dd dir="auto">
        {parts.map((part, index) => (
          <Fragment key={index}>
            {lists && index > 0 && ', '}
            <Part {...part} />
          </Fragment>
        ))}
        {!before && !after && <span className={shared.note}>{m.kindWords.draftEmpty}</span>}
      </dd>
    </div>
  )
}

function Verdicts(props: {
  question: string
  verdict: Verdict | undefined
  letters: ReadonlyMap<string, string | null>
  disabled: boolean
  onChoose: (verdict: Verdict) => void
}) {
  return (
    <div className={styles.verdicts} role="radiogroup" aria-label={m.kindWords.verdict}>
      {VERDICTS.map((verdict) => {
        const letter = props.letters.get(verdict)
        return (
          <label
            key={verdict}
            className={styles.verdict}
            data-checked={props.verdict === verdict || undefined}
          >
            <input
              type="radio"
              name={`${props.question}-verdict`}
              tabIndex={-1}
              data-option
              checked={props.verdict === verdict}
              disabled={props.disabled}
              onChange={() => {
                props.onChoose(verdict)
              }}
            />
            {letter && <Key name={letter} />}
            {m.kindWords.verdicts[verdict]}
          </label>
        )
      })}
    </div>
  )
}

export function ReviewWidget(props: WidgetProps<ReviewQuestion>) {
  const { question, answer, labels, disabled, task, onValue } = props
  const given = reviewIn(answer?.value)
  const draft = given?.draft ?? draftFor(question, task)
  if (!draft) return <p className={shared.note}>{m.kindWords.noDraft}</p>
  const value: ReviewValue = given ?? { draft }
  const source = task?.model_draft?.model ?? m.kindWords.aModel
  const unchanged = value.fields !== undefined && sameFields(value.fields, draft)
  return (
    <div className={styles.review}>
      <section className={styles.draft}>
        <h3>{source === IMPORTED ? m.kindWords.draftImported : m.kindWords.draftOf(source)}</h3>
        <dl>
          {question.fields.map((field) => (
            <DraftField key={field.id} field={field} value={value} />
          ))}
        </dl>
      </section>
      <Verdicts
        question={question.id}
        verdict={value.verdict}
        letters={new Map(labels.map(({ id, letter }) => [id, letter]))}
        disabled={disabled}
        onChoose={(verdict) => {
          onValue(reviewedAs(value, verdict))
        }}
      />
      {value.fields && (
        <div className={styles.editors}>
          {question.fields.map((field, index) => (
            <FieldEditor
              key={field.id}
              field={field}
              part={index === 0 ? 'edit' : `edit-${field.id}`}
              value={value.fields?.[field.id] ?? ''}
              language={task?.language ?? null}
              disabled={disabled}
              onChange={(changed) => {
                onValue({ ...value, fields: { ...value.fields, [field.id]: changed } }, true)
              }}
            />
          ))}
          <p className={shared.note} role="status">
            {unchanged ? m.kindWords.unchanged : ''}
          </p>
        </div>
      )}
      {value.verdict === 'reject' && (
        <input
          type="text"
          className={fieldStyles.field}
          data-part="reason"
          aria-label={m.kindWords.rejectReason}
          placeholder={m.kindWords.rejectReason}
          value={value.reason ?? ''}
          disabled={disabled}
          dir="auto"
          onChange={(event) => {
            const { reason: _before, ...rest } = value
            const reason = event.currentTarget.value
            onValue(reason ? { ...rest, reason } : rest, true)
          }}
          onKeyDown={(event) => {
            leaveOnKey(event, true)
          }}
        />
      )}
    </div>
  )
}
