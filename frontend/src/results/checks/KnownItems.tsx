import { Chip, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { decisions } from '../../api/decisions'
import type { KnownItemRow, Question } from '../../api/types'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { Loading } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import { Pager } from '../Pager'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import { acceptedText } from './expected'
import { KNOWN_ROLES } from './rules'
import styles from './checks.module.css'

const t = m.studio.checks

const COLUMNS = [
  { title: t.item },
  { title: t.role, width: 110 },
  { title: t.right },
  { title: t.given, width: 140 },
  { title: t.edit, quiet: true, width: 70 },
]

function Right({ row, questions }: { row: KnownItemRow; questions: readonly Question[] }) {
  const judged = questions.flatMap((question) => {
    const accepted = row.expected[question.id]
    return accepted ? [{ question, text: acceptedText(question, accepted) }] : []
  })
  return (
    <ul className={styles.right}>
      {judged.map(({ question, text }) => (
        <li key={question.id}>
          {judged.length > 1 && <span className={shared.small}>{question.text} </span>}
          <b>{text}</b>
        </li>
      ))}
      {row.explanation && (
        <li dir="auto" className={shared.small}>
          {row.explanation}
        </li>
      )}
    </ul>
  )
}

function Row({ row, slug, questions }: { row: KnownItemRow; slug: string; questions: Question[] }) {
  const { seen, correct } = row.results
  return (
    <CardRow corner>
      <Cell part="title">
        <p dir="auto">{row.transcript ?? m.items.noWords}</p>
        <span className={`mono ${shared.small ?? ''}`}>{row.key}</span>
      </Cell>
      <Cell name={t.role}>
        <Tag tone="accent">{m.studio.items.roles[row.role] ?? row.role}</Tag>
      </Cell>
      <Cell name={t.right}>
        <Right row={row} questions={questions} />
      </Cell>
      <Cell name={t.given} num>
        {seen === 0 ? t.notSeen : t.rate(correct, seen, formatPercent(correct / seen))}
      </Cell>
      <Cell part="corner" className={styles.end}>
        <Link to={`/projects/${slug}/checks/${String(row.id)}`} aria-label={t.editOf(row.key)}>
          {t.edit}
        </Link>
      </Cell>
    </CardRow>
  )
}

/** The marked items, with what is right and how raters did on each. */
export function KnownItems({
  marked,
  tools,
}: {
  marked: Readonly<Record<string, number>>
  tools: React.ReactNode
}) {
  const { slug, scheme } = useProject()
  const [search, setSearch] = useSearchParams()
  const role = KNOWN_ROLES.find((one) => one === search.get('role'))
  const query = { page: Number(search.get('page') ?? 1), ...(role ? { role } : {}) }
  const items = useQuery(decisions.knownItems(slug, query))
  const roles = KNOWN_ROLES.filter((one) => marked[one])
  return (
    <Panel title={t.list} note={t.listNote} tools={tools}>
      {roles.length > 1 && (
        <Chip.Group
          value={role ?? ''}
          onChange={(value) => {
            setSearch(value ? { role: String(value) } : {}, { replace: true })
          }}
        >
          <Group gap={6} mb="sm" role="radiogroup" aria-label={t.role}>
            <Chip value="" size="xs">
              {m.studio.items.all}
            </Chip>
            {roles.map((one) => (
              <Chip key={one} value={one} size="xs">
                {t.roles[one]} {marked[one]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <Loading query={items} rows={3}>
        {(page) => (
          <>
            <CardTable columns={COLUMNS} className={styles.known}>
              {page.results.map((row) => (
                <Row key={row.id} row={row} slug={slug} questions={scheme.questions} />
              ))}
            </CardTable>
            <Pager page={page} />
          </>
        )}
      </Loading>
    </Panel>
  )
}
