import type { ReviewQuestion, ReviewValue } from '../../../api/types'
import { m } from '../../../i18n'
import { letterKeys } from '../keys'
import { shortText } from '../texts'
import type { AnswerContext, Kind } from '../types'
import { ReviewWidget } from './Widget'
import { draftFor } from './draft'
import { VERDICTS, checkReview, reviewIn, reviewedAs, sameFields } from './rules'

function changedFields(question: ReviewQuestion, { draft, fields }: ReviewValue): string {
  return question.fields
    .filter(({ id }) => {
      const [before, after] = [draft[id], fields?.[id]]
      return (
        before !== undefined && after !== undefined && !sameFields({ id: before }, { id: after })
      )
    })
    .map(({ id, text }) => text ?? id)
    .join(', ')
}

const KEYS = { accept: 'a', edit: 'e', reject: 'r' } as const

/** What opens next is a field to write in; it is there only after the page was drawn again. */
const NEXT_FIELD = { accept: null, edit: 'edit', reject: 'reason' } as const

function judge(context: AnswerContext<ReviewQuestion>, label: string): void {
  const verdict = VERDICTS.find((known) => known === label)
  const given = reviewIn(context.answer?.value)
  const draft = given?.draft ?? draftFor(context.question, context.task)
  if (!verdict || !draft) return
  context.setValue(reviewedAs(given ?? { draft }, verdict))
  const field = NEXT_FIELD[verdict]
  if (field) {
    requestAnimationFrame(() => {
      context.focusPart(field)
    })
  }
}

export const review: Kind<ReviewQuestion> = {
  check: checkReview,
  Widget: ReviewWidget,
  labels: () => VERDICTS.map((id) => ({ id, text: m.kindWords.verdicts[id], key: KEYS[id] })),
  gives: (value, names) => {
    const verdict = reviewIn(value)?.verdict
    return verdict !== undefined && names.includes(verdict)
  },
  actions: [letterKeys(judge, m.kindWords.verdictKeys)],
  summary: (question, value) => {
    const found = reviewIn(value)
    if (!found?.verdict) return ''
    const verdict = m.kindWords.verdictsGiven[found.verdict]
    if (found.verdict === 'edit') return `${verdict}: ${changedFields(question, found)}`
    return found.reason ? `${verdict}: ${shortText(found.reason)}` : verdict
  },
}
