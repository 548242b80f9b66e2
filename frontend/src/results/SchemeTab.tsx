import { Table } from '@mantine/core'

import type { Question } from '../api/types'
import { Panel } from '../app/Page'
import { m } from '../i18n'
import { intensityRange } from '../schemes/rules/intensity'
import { useProject } from './ProjectLayout'
import { SchemePreview } from './SchemePreview'
import styles from './results.module.css'

function rangeOf(question: Question): string {
  if (question.kind === 'scale') {
    return m.scheme.range(question.min, question.max, question.step ?? 1)
  }
  const labels = question.labels.map((label) => label.text).join(', ')
  if (question.kind !== 'intensity') return labels
  const { min, max, step } = intensityRange(question)
  return `${labels}; ${m.scheme.range(min, max, step)}`
}

function settingsOf(question: Question): string {
  return [
    question.required === false ? m.scheme.optional : m.scheme.required,
    ...(question.cannot_tell ? [m.scheme.cannotTell] : []),
    ...(question.confidence ? [m.scheme.confidence] : []),
  ].join(', ')
}

export function SchemeTab() {
  const { scheme } = useProject()
  return (
    <div className={styles.twoColumns}>
      <Panel title={m.scheme.title} note={m.scheme.note(scheme.version)}>
        <SchemePreview questions={scheme.questions} />
      </Panel>
      <Panel title={m.scheme.facts}>
        <Table.ScrollContainer minWidth={420}>
          <Table verticalSpacing="sm" className={styles.facts}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{m.scheme.question}</Table.Th>
                <Table.Th>{m.scheme.labels}</Table.Th>
                <Table.Th>{m.scheme.settings}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {scheme.questions.map((question) => (
                <Table.Tr key={question.id}>
                  <Table.Td>
                    <span className="mono">{question.id}</span>
                    <br />
                    {m.kinds[question.kind]}
                  </Table.Td>
                  <Table.Td>{rangeOf(question)}</Table.Td>
                  <Table.Td>{settingsOf(question)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Panel>
    </div>
  )
}
