import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { releaseSettings } from '../../api/releases'
import type { ReleaseAbout, ReleaseContents, SplitPlan } from '../../api/releases'
import type { ProjectDetail } from '../../api/types'
import { Panel } from '../../app/Page'
import { Loading } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import { AboutForm } from './AboutForm'
import { ContentsForm } from './ContentsForm'
import { SplitsForm } from './SplitsForm'
import styles from './releases.module.css'

function splitsText(plan: SplitPlan | null): string {
  const t = m.studio.releases.splits
  if (plan === null) return t.none
  const apart = plan.disjoint.map((name) => t.apartShort[name])
  const parts = plan.column
    ? t.fromColumn(plan.column)
    : plan.shares.map(({ name, share }) => `${name} ${formatPercent(share, 1)}`).join(', ')
  return t.summary(parts, apart)
}

function aboutText(about: ReleaseAbout): string {
  const t = m.studio.releases.about
  const authors = about.authors.map(({ name }) => name).join(', ')
  return `${authors || t.noAuthors} ${about.licence || t.noLicence}`
}

function contentsText(contents: ReleaseContents): string {
  const t = m.studio.releases.contents
  const parts = [contents.free_text ? t.withText : t.withoutText]
  if (contents.require_consent) parts.push(t.consentRequired)
  return parts.join(' ')
}

/** What the next release will have beside its rows. */
export function NextRelease({ project }: { project: ProjectDetail }) {
  const t = m.studio.releases
  const settings = useQuery(releaseSettings(project.slug))
  const [open, setOpen] = useState<'splits' | 'about' | 'contents' | null>(null)
  const close = () => {
    setOpen(null)
  }
  return (
    <Panel title={t.next} note={t.nextNote}>
      <Loading query={settings}>
        {({ splits, about, contents }) => (
          <div className={styles.next}>
            {(
              [
                ['splits', splitsText(splits)],
                ['about', aboutText(about)],
                ['contents', contentsText(contents)],
              ] as const
            ).map(([name, text]) => (
              <div key={name} className={styles.setting}>
                <h3>{t[name].title}</h3>
                <p>{text}</p>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t[name].change}
                  onClick={() => {
                    setOpen(name)
                  }}
                >
                  {t.change}
                </Button>
              </div>
            ))}
            <SplitsForm
              opened={open === 'splits'}
              project={project}
              plan={splits}
              onClose={close}
            />
            <AboutForm
              opened={open === 'about'}
              slug={project.slug}
              about={about}
              onClose={close}
            />
            <ContentsForm
              opened={open === 'contents'}
              slug={project.slug}
              contents={contents}
              onClose={close}
            />
          </div>
        )}
      </Loading>
    </Panel>
  )
}
