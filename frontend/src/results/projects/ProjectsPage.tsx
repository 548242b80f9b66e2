import { Button, Chip, Group, Progress, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { queries } from '../../api/queries'
import type { ProjectSummary } from '../../api/types'
import { Page } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { Tag } from '../../theme/Tag'
import type { Tone } from '../../theme/Tag'
import { SearchField } from '../SearchField'
import shared from '../results.module.css'
import { FEW, ORDERS, STATES, projectsShown } from './projectList'
import styles from './projects.module.css'

const t = m.projects

const TONES: Record<ProjectSummary['state'], Tone> = {
  open: 'accent',
  paused: 'warn',
  closed: 'plain',
}

function HowFar({ project }: { project: ProjectSummary }) {
  const { items, complete, ratings, wanted } = project
  if (items === 0) return <p className={shared.small}>{t.noItems}</p>
  return (
    <>
      <p className="num">
        <b>{t.complete(complete, items)}</b>
        <span>{m.common.raters(project.raters)}</span>
      </p>
      <Progress value={wanted > 0 ? (ratings / wanted) * 100 : 0} size="sm" aria-hidden="true" />
      <p className={shared.small}>{t.ratings(ratings, wanted)}</p>
    </>
  )
}

function Card({ project }: { project: ProjectSummary }) {
  return (
    <li>
      <Link to={`/projects/${project.slug}`} className={styles.project}>
        <div>
          <h2>
            <bdi>{project.title}</bdi>
          </h2>
          <p>
            <span className="mono">{project.slug}</span> · {m.project.preset(project.preset)}
          </p>
        </div>
        <div className={styles.projectProgress}>
          <HowFar project={project} />
        </div>
        <div className={styles.state}>
          <Tag tone={TONES[project.state]}>{m.states[project.state] ?? project.state}</Tag>
        </div>
      </Link>
    </li>
  )
}

/** Search, state and order, in the address. */
function Filters({ rows, count }: { rows: readonly ProjectSummary[]; count: number }) {
  const [search, setSearch] = useSearchParams()
  const change = (name: string, value: string) => {
    setSearch(
      (now) => {
        if (value) now.set(name, value)
        else now.delete(name)
        return now
      },
      { replace: true },
    )
  }
  const of = (state: string) => rows.filter((row) => row.state === state).length
  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        aria-label={t.search}
        placeholder={t.search}
        onSearch={(words) => {
          change('search', words)
        }}
      />
      <Chip.Group
        value={search.get('state') ?? ''}
        onChange={(value) => {
          change('state', String(value))
        }}
      >
        <Group gap={6} role="radiogroup" aria-label={t.state}>
          <Chip value="" size="sm">
            {m.studio.items.all}
          </Chip>
          {STATES.filter((state) => of(state) > 0).map((state) => (
            <Chip key={state} value={state} size="sm">
              {m.states[state]} {of(state)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Select
        aria-label={t.order}
        w={190}
        allowDeselect={false}
        data={ORDERS.map((value) => ({ value, label: t.orders[value] }))}
        value={search.get('order') ?? ORDERS[0]}
        onChange={(value) => {
          change('order', value === ORDERS[0] ? '' : (value ?? ''))
        }}
      />
      <span className={shared.small} role="status">
        {t.found(count)}
      </span>
    </div>
  )
}

function List({ rows }: { rows: readonly ProjectSummary[] }) {
  const [search, setSearch] = useSearchParams()
  const shown = projectsShown(rows, {
    words: search.get('search') ?? '',
    state: STATES.find((state) => state === search.get('state')) ?? null,
    order: ORDERS.find((order) => order === search.get('order')) ?? ORDERS[0],
  })
  return (
    <>
      {rows.length > FEW && <Filters rows={rows} count={shown.length} />}
      {shown.length === 0 ? (
        <EmptyState icon="search" title={t.none} text={t.noneText}>
          <Button
            variant="default"
            onClick={() => {
              setSearch({}, { replace: true })
            }}
          >
            {m.items.clear}
          </Button>
        </EmptyState>
      ) : (
        <ul className={styles.projectList}>
          {shown.map((project) => (
            <Card key={project.slug} project={project} />
          ))}
        </ul>
      )}
    </>
  )
}

export function ProjectsPage() {
  const projects = useQuery(queries.projects())
  const create = (
    <Button component={Link} to="/projects/new" leftSection={<Icon name="plus" size={16} />}>
      {m.projects.create}
    </Button>
  )
  const some = (projects.data?.length ?? 0) > 0
  return (
    <Page title={m.projects.title} lead={m.projects.lead} action={some && create}>
      <Loading query={projects}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="projects" title={m.projects.empty} text={m.projects.emptyText}>
              {create}
            </EmptyState>
          ) : (
            <List rows={rows} />
          )
        }
      </Loading>
    </Page>
  )
}
