import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import { queries } from '../api/queries'
import type { Answer, Answers } from '../api/types'
import { Page, Panel } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { formatDate, formatNumber, formatPercent, m } from '../i18n'
import { isRecord } from '../schemes/rules/common'
import styles from './work.module.css'

/** An answer in words: "anger 60%, fear 40%", "neutral", "5", each with how sure the rater was. */
export function answerText(answer: Answer): string {
  if (answer.cannot_tell) return m.answers.cannotTell
  const { value, confidence } = answer
  const sure = confidence === undefined ? '' : ` (${m.answers.confidence(confidence)})`
  if (Array.isArray(value)) return (value.join(', ') || m.common.none) + sure
  if (isRecord(value)) {
    const entries = Object.entries(value)
    const total = entries.reduce((sum, [, number]) => sum + number, 0)
    const shares = Math.abs(total - 1) < 1e-6
    const show = (number: number) => (shares ? formatPercent(number) : formatNumber(number))
    return entries.map(([label, number]) => `${label} ${show(number)}`).join(', ') + sure
  }
  return String(value ?? '') + sure
}

export function AnswerChips({ answers }: { answers: Answers }) {
  return (
    <div className={styles.answers}>
      {Object.entries(answers).map(([question, answer]) => (
        <span key={question} className={styles.answer}>
          <b>{question}:</b> {answerText(answer)}
        </span>
      ))}
    </div>
  )
}

export function MyAnswersPage() {
  const { slug = '' } = useParams()
  const ratings = useQuery(queries.myRatings(slug))
  const rate = (
    <Button component={Link} to={`/rate/${slug}`}>
      {m.answers.start}
    </Button>
  )
  return (
    <Page title={m.answers.title} lead={m.answers.lead} action={rate}>
      <Loading query={ratings}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="work" title={m.answers.empty} text={m.answers.emptyText}>
              {rate}
            </EmptyState>
          ) : (
            <Panel>
              <Table.ScrollContainer minWidth={640}>
                <Table verticalSpacing="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{m.answers.item}</Table.Th>
                      <Table.Th>{m.answers.answer}</Table.Th>
                      <Table.Th>{m.answers.when}</Table.Th>
                      <Table.Th>{m.answers.revision}</Table.Th>
                      <Table.Th />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Table.Tr key={row.item}>
                        <Table.Td>
                          {row.transcript && <p dir="auto">{row.transcript}</p>}
                          <span className="mono">{row.item}</span>
                        </Table.Td>
                        <Table.Td>
                          <AnswerChips answers={row.answers} />
                        </Table.Td>
                        <Table.Td>{row.submitted_at ? formatDate(row.submitted_at) : '–'}</Table.Td>
                        <Table.Td className="num">{row.revision}</Table.Td>
                        <Table.Td>
                          {row.assignment_id !== null && (
                            <Button
                              size="compact-sm"
                              variant="default"
                              component={Link}
                              to={`/rate/${slug}?reopen=${String(row.assignment_id)}`}
                            >
                              {m.answers.change}
                            </Button>
                          )}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Panel>
          )
        }
      </Loading>
    </Page>
  )
}
