import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { decisions } from '../../api/decisions'
import type { ProjectDetail, Quality } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { useProject } from '../ProjectLayout'
import { KnownItems } from './KnownItems'
import { RaterResults } from './RaterResults'
import { consequencesOf, rulesOf } from './rules'
import styles from './checks.module.css'

const t = m.studio.checks

function MarkButton({ slug }: { slug: string }) {
  return (
    <Button
      size="sm"
      component={Link}
      to={`/projects/${slug}/checks/choose`}
      leftSection={<Icon name="plus" size={15} />}
    >
      {t.mark}
    </Button>
  )
}

/** The four roles with when they come, and what happens to raters who fail. */
function Rules({ project, quality }: { project: ProjectDetail; quality: Quality }) {
  const rules = rulesOf(project.policy, quality.known_items)
  return (
    <Panel
      title={t.rules}
      note={t.rulesNote}
      tools={
        <Button
          size="compact-sm"
          variant="default"
          component={Link}
          to={`/projects/${project.slug}/settings`}
        >
          {t.toSettings}
        </Button>
      }
    >
      <dl className={styles.rules}>
        {rules.map(({ role, marked, when, problem }) => (
          <div key={role} data-off={(when === null && problem === null) || undefined}>
            <dt>{t.roles[role]}</dt>
            <dd>
              <b>{when ?? t.off}</b>
              <span>{t.roleLines[role]}</span>
              {problem ? (
                <span className={styles.problem}>
                  <Icon name="warning" size={14} />
                  {problem === 'lacking' ? t.lacking : t.unused(marked)}
                </span>
              ) : (
                marked > 0 && <span className="num">{t.marked(marked)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {consequencesOf(project.policy).map((sentence) => (
        <p key={sentence} className={styles.consequence}>
          <Icon name="info" size={15} />
          {sentence}
        </p>
      ))}
    </Panel>
  )
}

/** Items with known answers, and how raters did on them. */
export function ChecksTab() {
  const project = useProject()
  const { slug } = project
  const quality = useQuery(decisions.quality(slug))
  return (
    <Loading query={quality}>
      {(data) => {
        const marked = Object.values(data.known_items).reduce((sum, count) => sum + count, 0)
        return (
          <>
            <Rules project={project} quality={data} />
            {marked === 0 ? (
              <EmptyState icon="check" title={t.empty} text={t.emptyText}>
                <code className={styles.command}>emotate import {slug} known.csv --as known</code>
                <MarkButton slug={slug} />
              </EmptyState>
            ) : (
              <KnownItems marked={data.known_items} tools={<MarkButton slug={slug} />} />
            )}
            {(marked > 0 || data.raters.some(({ quiz, misses }) => quiz ?? misses)) && (
              <RaterResults project={project} quality={data} />
            )}
          </>
        )
      }}
    </Loading>
  )
}
