import { Alert, Button, CopyButton, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { exportUrl, makeRelease } from '../api/endpoints'
import { queries } from '../api/queries'
import type { ReleaseRow } from '../api/types'
import { Panel } from '../app/Page'
import { EmptyState, Loading, errorText } from '../app/States'
import { formatBytes, formatDate, m } from '../i18n'
import { Icon } from '../theme/Icon'
import { useProject } from './ProjectLayout'
import shared from './results.module.css'
import styles from './releases.module.css'

const FORMATS = ['parquet', 'csv', 'jsonl']

function MakeRelease({
  slug,
  opened,
  onClose,
}: {
  slug: string
  opened: boolean
  onClose: () => void
}) {
  const client = useQueryClient()
  const [tag, setTag] = useState('')
  const make = useMutation({
    mutationFn: () => makeRelease(slug, tag.trim()),
    onSuccess: async (release) => {
      await client.invalidateQueries(queries.releases(slug))
      notifications.show({ message: m.releases.made(release.tag) })
      setTag('')
      onClose()
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={m.releases.make}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            label={m.releases.tag}
            description={m.releases.tagNote}
            placeholder="v1.0"
            required
            withAsterisk={false}
            data-autofocus
            value={tag}
            onChange={(event) => {
              setTag(event.currentTarget.value)
            }}
          />
          {make.error && (
            <Alert color="red" role="alert">
              {errorText(make.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {m.common.cancel}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={!tag.trim()}>
              {m.releases.freeze}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

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
      <div>
        <h3>
          <Icon name="tag" size={17} /> {slug}@{release.tag}
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
    </article>
  )
}

export function ReleasesTab() {
  const { slug } = useProject()
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
      <MakeRelease
        slug={slug}
        opened={search.has('new')}
        onClose={() => {
          setSearch({}, { replace: true })
        }}
      />
    </>
  )
}
