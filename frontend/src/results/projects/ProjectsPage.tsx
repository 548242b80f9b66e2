import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { queries } from '../../api/queries'
import type { ProjectSummary } from '../../api/types'
import { Page } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { Tag } from '../../theme/Tag'
import shared from '../results.module.css'
import styles from './projects.module.css'

function Card({ project }: { project: ProjectSummary }) {
  const { items, complete, ratings, wanted } = project
  return (
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
        <p className="num">
          <b>{m.projects.complete(complete, items)}</b>
          <span>{m.common.raters(project.raters)}</span>
        </p>
        <Progress value={wanted > 0 ? (ratings / wanted) * 100 : 0} size="sm" aria-hidden="true" />
        <p className={shared.small}>{m.projects.ratings(ratings, wanted)}</p>
      </div>
      <Tag tone={project.state === 'closed' ? 'plain' : 'accent'}>
        {m.states[project.state] ?? project.state}
      </Tag>
    </Link>
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
            <div className={styles.projectList}>
              {rows.map((project) => (
                <Card key={project.slug} project={project} />
              ))}
            </div>
          )
        }
      </Loading>
    </Page>
  )
}
