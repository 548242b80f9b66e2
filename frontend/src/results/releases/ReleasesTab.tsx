import { Button, CopyButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'

import { queries } from '../../api/queries'
import type { ReleaseRow } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { formatBytes, formatDate, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { Tag } from '../../theme/Tag'
import { Download } from './Download'
import { MakeRelease } from './MakeRelease'
import { Makings } from './Makings'
import { NextRelease } from './NextRelease'
import { ReleaseReport } from './ReleaseReport'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import styles from './releases.module.css'

function Release({ slug, release }: { slug: string; release: ReleaseRow }) {
  return (
    <article className={styles.release}>
      <div className={styles.main}>
        <h3>
          <Icon name="tag" size={17} /> {slug}@{release.tag}
          {release.version && <Tag>{m.studio.releases.version(release.version)}</Tag>}
        </h3>
        <p>{m.releases.facts(release.items, release.ratings, release.raters)}</p>
        <p className={shared.small}>
          {m.releases.by(release.created_by, formatDate(release.created_at))},{' '}
          {formatBytes(release.bytes)}
        </p>
        <p className={styles.hash}>
          <span>{m.releases.hash}</span>
          <code>{release.manifest_sha256.slice(0, 16)}…</code>
          <CopyButton value={release.manifest_sha256}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {copied ? m.common.copied : m.releases.copyHash}
              </Button>
            )}
          </CopyButton>
        </p>
        <p className={shared.small}>
          {m.releases.verify}{' '}
          <code className={styles.command}>
            emotate verify {slug}@{release.tag}
          </code>
        </p>
      </div>
      <Download slug={slug} tag={release.tag} />
      {release.version && <ReleaseReport slug={slug} tag={release.tag} />}
    </article>
  )
}

export function ReleasesTab() {
  const project = useProject()
  const { slug } = project
  const [search, setSearch] = useSearchParams()
  const releases = useQuery(queries.releases(slug))
  const open = () => {
    setSearch({ new: '1' })
  }
  return (
    <>
      <Makings slug={slug} />
      <Loading query={releases}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="tag" title={m.releases.empty} text={m.releases.emptyText}>
              <Button onClick={open}>{m.releases.make}</Button>
            </EmptyState>
          ) : (
            <Panel title={m.releases.list}>
              {rows.map((release) => (
                <Release key={release.tag} slug={slug} release={release} />
              ))}
            </Panel>
          )
        }
      </Loading>
      <NextRelease project={project} />
      <MakeRelease
        project={project}
        taken={releases.data?.map(({ tag }) => tag) ?? []}
        opened={search.has('new')}
        onClose={() => {
          setSearch({}, { replace: true })
        }}
      />
    </>
  )
}
