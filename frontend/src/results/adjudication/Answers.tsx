import { Button, Table } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'

import type { Answer, Beside, GivenAnswer, Question, RatersAnswer } from '../../api/types'
import { Panel } from '../../app/Page'
import { formatDate, m } from '../../i18n'
import { answerText, briefText, endsText } from '../../schemes/answerText'
import { kindOf } from '../../schemes/kinds/registry'
import { labelColours } from '../../theme/labelColours'
import { Tag } from '../../theme/Tag'
import { SoftBar } from '../plots/SoftBar'
import { TRACES_HEIGHT, Traces, traceRange } from '../plots/Traces'
import shared from '../results.module.css'
import { isTakeable, linesOf, rowsOf, sharesOf } from './beside'
import styles from './adjudication.module.css'

const t = m.studio.adjudication

/** All answers to the question as one soft label. */
function Together({ question, given }: { question: Question; given: readonly RatersAnswer[] }) {
  const shares = sharesOf(question, given)
  if (!shares) return null
  const labels = kindOf(question).labels(question)
  const colours = labelColours(labels)
  const shown = labels.map((label) => ({ ...label, colour: colours.get(label.id) ?? '' }))
  return <SoftBar labels={shown} shares={shares} />
}

/** The raters' lines over each other, one plot per dimension. */
function Lines({ question, given }: { question: Question; given: readonly RatersAnswer[] }) {
  const { ref, width } = useElementSize()
  if (question.kind !== 'trace') return null
  return (
    <div ref={ref} className={styles.lines}>
      {question.dimensions.map(({ id, text, min, max }) => {
        const lines = linesOf(question.id, id, given)
        const seconds = Math.max(1, ...lines.map(({ times }) => times.at(-1) ?? 0))
        return (
          <figure key={id}>
            <figcaption>{t.trace(text ?? id, lines.length)}</figcaption>
            <svg width={Math.max(1, width)} height={TRACES_HEIGHT} role="img" direction="ltr">
              <title>{t.trace(text ?? id, lines.length)}</title>
              {width > 0 && (
                <Traces
                  lines={lines}
                  seconds={seconds}
                  range={traceRange(lines, min ?? null, max ?? null)}
                  width={width}
                />
              )}
            </svg>
          </figure>
        )
      })}
    </div>
  )
}

function Cell({
  answer,
  question,
  rater,
  onTake,
}: {
  answer: Answer | undefined
  question: Question | null
  rater: string
  onTake: (question: string, answer: Answer) => void
}) {
  if (!answer) return <span className={shared.small}>{t.notAnswered}</span>
  return (
    <div className={styles.cell}>
      <p dir="auto">{briefText(answer, question)}</p>
      {question && isTakeable(question, answer) && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t.takeOf(rater, question.text)}
          onClick={() => {
            onTake(question.id, answer)
          }}
        >
          {t.take}
        </Button>
      )}
    </div>
  )
}

function Earlier({ earlier, questions }: { earlier: GivenAnswer[]; questions: Question[] }) {
  return (
    <details className={styles.earlier}>
      <summary>{t.earlier(earlier.length)}</summary>
      <ul>
        {earlier.map((one) => (
          <li key={one.revision}>
            {questions
              .flatMap((question) => {
                const answer = one.answers[question.id]
                return answer ? [answerText(answer, question)] : []
              })
              .join('; ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Head({ given, beside }: { given: RatersAnswer; beside: Beside }) {
  return (
    <>
      {t.rater(given.rater)}
      <span className={styles.marks}>
        {given.assisted === 'after' && <Tag tone="dashed">{t.after}</Tag>}
        {given.assisted === 'upfront' && <Tag tone="dashed">{t.upfront}</Tag>}
        {given.scheme_version !== beside.scheme.version && (
          <Tag tone="warn">{t.version(given.scheme_version)}</Tag>
        )}
      </span>
      {given.submitted_at && <span className={styles.when}>{formatDate(given.submitted_at)}</span>}
      {given.earlier.length > 0 && (
        <Earlier earlier={given.earlier} questions={beside.scheme.questions} />
      )}
    </>
  )
}

/** One column a rater, one row a question. */
export function Answers({
  beside,
  onTake,
}: {
  beside: Beside
  onTake: (question: string, answer: Answer) => void
}) {
  const { answers: given } = beside
  return (
    <Panel title={t.answers} note={t.answersNote}>
      <Table.ScrollContainer minWidth={150 + given.length * 125}>
        <Table className={styles.answers} verticalSpacing={9}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.question}</Table.Th>
              {given.map((one) => (
                <Table.Th key={one.rater} scope="col">
                  <Head given={one} beside={beside} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rowsOf(beside).map(({ id, question }) => (
              <Table.Tr key={id}>
                <Table.Th scope="row">
                  {question ? question.text : <span className="mono">{id}</span>}
                  {!question && <Tag tone="warn">{t.gone}</Tag>}
                  {question && endsText(question) && (
                    <span className={styles.ends}>{endsText(question)}</span>
                  )}
                  {question && <Together question={question} given={given} />}
                </Table.Th>
                {given.map((one) => (
                  <Table.Td key={one.rater}>
                    <Cell
                      answer={one.answers[id]}
                      question={question}
                      rater={one.rater}
                      onTake={onTake}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {beside.scheme.questions.map((question) => (
        <Lines key={question.id} question={question} given={given} />
      ))}
    </Panel>
  )
}
