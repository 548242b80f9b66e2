import { Button, CopyButton, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { exportUrl } from '../../api/endpoints'
import { queries } from '../../api/queries'
import type { ReleaseRow } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { formatBytes, formatDate, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { Tag } from '../../theme/Tag'
import { MakeRelease } from './MakeRelease'
import { NextRelease } from './NextRelease'
import { ReleaseReport } from './ReleaseReport'
import { useProject } from '../ProjectLayout'
import shared from '../results.module.css'
import styles from './releases.module.css'

const FORMATS = ['parquet', 'csv', 'jsonl']

function Download({ slug, tag }: { slug: string; tag: string }) {
  const [format, setFormat] = useState('parquet')
  const [rule, setRule] = useState('')
  return (
    <Group gap={8} align="flex-end">
      <Select
        size="sm"
        w={112}
        label={m.releases.format}
        data={FORMATS}
        value={format}
        allowDeselect={false}
        onChange={(value) => {
          setFormat(value ?? 'parquet')
        }}
      />
      <Select
        size="sm"
        w={220}
        label={m.releases.rule}
        data={Object.entries(m.releases.rules).map(([value, label]) => ({ value, label }))}
        value={rule}
        allowDeselect={false}
        onChange={(value) => {
          setRule(value ?? '')
        }}
      />
      <Button
        size="sm"
        variant="light"
        component="a"
        href={exportUrl(slug, tag, format, rule)}
        download
        leftSection={<Icon name="download" size={16} />}
      >
        {m.releases.download}
      </Button>
    </Group>
  )
}

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
