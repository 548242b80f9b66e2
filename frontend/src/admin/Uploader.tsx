import { Alert, Button, Group, Progress, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'

import { startIngest } from '../api/endpoints'
import type { Profile, SpeakerMode } from '../api/endpoints'
import { queries } from '../api/queries'
import { DropZone } from '../app/DropZone'
import { Panel } from '../app/Page'
import { errorText } from '../app/States'
import { formatBytes, formatPercent, m } from '../i18n'
import { Icon } from '../theme/Icon'
import type { UploadItem } from './uploads'
import { useUploads } from './useUploads'
import type { Uploads } from './useUploads'
import styles from './admin.module.css'

function options(names: Record<string, string>) {
  return Object.entries(names).map(([value, label]) => ({ value, label }))
}

function FileRow({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const { file, state, fraction, error } = item
  const words = {
    waiting: m.media.waiting,
    sending: formatPercent(fraction),
    sent: m.media.uploaded,
    failed: error,
  }
  return (
    <li className={styles.file} data-state={state}>
      <span className={styles.fileName} dir="auto">
        {file.name}
      </span>
      <span className={styles.small}>{formatBytes(file.size)}</span>
      <Progress
        value={fraction * 100}
        size="sm"
        color={state === 'failed' ? 'red' : 'accent'}
        aria-label={file.name}
      />
      <span className={styles.fileState}>{words[state]}</span>
      {state === 'failed' && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={m.media.retryFile(file.name)}
          onClick={() => {
            uploads.again(item.id)
          }}
        >
          {m.common.retry}
        </Button>
      )}
      <button
        type="button"
        className={styles.fileRemove}
        aria-label={m.media.removeFile(file.name)}
        onClick={() => {
          uploads.remove(item.id)
        }}
      >
        <Icon name="close" size={14} />
      </button>
    </li>
  )
}

export function Uploader() {
  const [search, setSearch] = useSearchParams()
  const projects = useQuery(queries.projects())
  const slug = search.get('project') ?? projects.data?.[0]?.slug ?? null
  const [profile, setProfile] = useState<Profile>('turns')
  const [speakers, setSpeakers] = useState<SpeakerMode>('embedded')
  const uploads = useUploads(slug)
  const navigate = useNavigate()
  const client = useQueryClient()
  const { items } = uploads
  const sent = items.flatMap((item) => item.uploadId ?? [])
  const open = items.filter((item) => item.state === 'waiting' || item.state === 'sending').length
  const start = useMutation({
    mutationFn: () => startIngest(slug ?? '', { upload_ids: sent, profile, speakers }),
    onSuccess: async (job) => {
      uploads.clear()
      await client.invalidateQueries({ queryKey: ['jobs'] })
      await navigate(`/jobs/${String(job.id)}`)
    },
  })
  if (projects.data?.length === 0) {
    return (
      <Panel title={m.media.upload}>
        <p>{m.media.noProject}</p>
        <Button component={Link} to="/projects/new" mt="sm">
          {m.projects.create}
        </Button>
      </Panel>
    )
  }
  return (
    <Panel title={m.media.upload} note={m.media.uploadNote}>
      <Group gap="sm" mb="md" align="flex-end">
        <Select
          label={m.media.project}
          w={260}
          allowDeselect={false}
          disabled={items.length > 0}
          data={
            projects.data?.map((project) => ({ value: project.slug, label: project.title })) ?? []
          }
          value={slug}
          onChange={(value) => {
            setSearch(value ? { project: value } : {}, { replace: true })
          }}
        />
        <Select
          label={m.media.profile}
          w={170}
          allowDeselect={false}
          data={options(m.media.profiles)}
          value={profile}
          onChange={(value) => {
            setProfile(value === 'whole' ? 'whole' : 'turns')
          }}
        />
        <Select
          label={m.media.speakers}
          w={200}
          allowDeselect={false}
          data={options(m.media.speakerModes)}
          value={speakers}
          onChange={(value) => {
            setSpeakers(value === 'none' ? 'none' : 'embedded')
          }}
        />
      </Group>
      <DropZone
        drop={m.media.drop}
        dropOr={m.media.dropOr}
        choose={m.media.choose}
        multiple
        onFiles={uploads.add}
      />
      {items.length > 0 && (
        <>
          <ul className={styles.files}>
            {items.map((item) => (
              <FileRow key={item.id} item={item} uploads={uploads} />
            ))}
          </ul>
          {start.error && (
            <Alert color="red" mb="sm" role="alert">
              {errorText(start.error)}
            </Alert>
          )}
          <Group justify="space-between">
            <span className={styles.small} role="status">
              {open > 0 ? m.media.uploading(sent.length, items.length) : ''}
            </span>
            <Button
              loading={start.isPending}
              disabled={open > 0 || sent.length === 0}
              onClick={() => {
                start.mutate()
              }}
            >
              {m.media.start(sent.length)}
            </Button>
          </Group>
        </>
      )}
    </Panel>
  )
}
