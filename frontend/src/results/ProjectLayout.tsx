import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useRef } from 'react'
import { Link, NavLink, Outlet, useLocation, useOutletContext, useParams } from 'react-router'

import { queries } from '../api/queries'
import type { ProjectDetail } from '../api/types'
import { Page } from '../app/Page'
import { Loading, PageSkeleton } from '../app/States'
import { useUser } from '../app/session'
import { m } from '../i18n'
import { Icon } from '../theme/Icon'
import { Tag } from '../theme/Tag'
import styles from './results.module.css'

const TABS = [
  ['', m.project.tabs.overview],
  ['scheme', m.project.tabs.scheme],
  ['settings', m.project.tabs.settings],
  ['items', m.project.tabs.items],
  ['import', m.project.tabs.import],
  ['checks', m.project.tabs.checks],
  ['people', m.project.tabs.people],
  ['recruiting', m.project.tabs.recruiting],
  ['agreement', m.project.tabs.agreement],
  ['disagreement', m.project.tabs.disagreement],
  ['labels', m.project.tabs.labels],
  ['drafts', m.project.tabs.drafts],
  ['releases', m.project.tabs.releases],
] as const

export function useProject(): ProjectDetail {
  return useOutletContext<ProjectDetail>()
}

function Tabs({ slug }: { slug: string }) {
  const tabs = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a narrow screen the open tab may lie beyond the edge.
  useEffect(() => {
    const open = tabs.current?.querySelector('[aria-current]')
    open?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <nav ref={tabs} className={styles.tabs} aria-label={m.project.tabsLabel}>
      {TABS.map(([path, label]) => (
        <NavLink key={path} to={`/projects/${slug}/${path}`.replace(/\/$/, '')} end={path === ''}>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}

/** The step that comes next for this project: fill it, or freeze it. */
function NextStep({ project }: { project: ProjectDetail }) {
  const user = useUser()
  if (project.counts.items === 0 && user.role === 'admin') {
    return (
      <Button
        component={Link}
        to={`/media?project=${project.slug}`}
        leftSection={<Icon name="upload" size={16} />}
      >
        {m.items.addMedia}
      </Button>
    )
  }
  if (project.counts.ratings === 0) return null
  return (
    <Button
      component={Link}
      to={`/projects/${project.slug}/releases?new=1`}
      leftSection={<Icon name="tag" size={16} />}
    >
      {m.releases.make}
    </Button>
  )
}

export function ProjectLayout() {
  const { slug = '' } = useParams()
  const query = useQuery(queries.project(slug))
  return (
    <Loading query={query}>
      {(project) => (
        <Page
          title={project.title}
          lead={
            <span className={styles.lead}>
              <span className="mono">{project.slug}</span>
              <span>{m.project.preset(project.preset)}</span>
              <Tag tone={project.state === 'closed' ? 'plain' : 'accent'}>
                {m.states[project.state] ?? project.state}
              </Tag>
            </span>
          }
          action={<NextStep project={project} />}
          tabs={<Tabs slug={slug} />}
        >
          <Suspense fallback={<PageSkeleton />}>
            <Outlet context={project} />
          </Suspense>
        </Page>
      )}
    </Loading>
  )
}
