import { Alert, Button, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'

import { createProject } from '../api/endpoints'
import { queries } from '../api/queries'
import type { PresetSummary } from '../api/types'
import { Page, Panel } from '../app/Page'
import { Loading, errorText } from '../app/States'
import { m } from '../i18n'
import { SchemePreview } from './SchemePreview'
import styles from './results.module.css'

/** "Kitchen talks, round 1" becomes "kitchen-talks-round-1". */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
}

function Form({ presets }: { presets: PresetSummary[] }) {
  const [search, setSearch] = useSearchParams()
  const chosen = presets.find((preset) => preset.name === search.get('preset')) ?? presets[0]
  const [title, setTitle] = useState('')
  const [ownSlug, setOwnSlug] = useState<string | null>(null)
  const slug = ownSlug ?? slugOf(title)
  const navigate = useNavigate()
  const client = useQueryClient()
  const create = useMutation({
    mutationFn: () => createProject({ slug, title: title.trim(), preset: chosen?.name ?? '' }),
    onSuccess: async (project) => {
      await client.invalidateQueries(queries.projects())
      notifications.show({ message: m.newProject.made(project.title) })
      await navigate(`/projects/${project.slug}`)
    },
  })
  return (
    <div className={styles.twoColumns}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={m.newProject.preset}
            value={chosen?.name ?? null}
            onChange={(preset) => {
              setSearch({ preset }, { replace: true })
            }}
          >
            <Stack gap={8} mt={6}>
              {presets.map((preset) => (
                <Radio.Card key={preset.name} value={preset.name} className={styles.preset}>
                  <Radio.Indicator />
                  <div>
                    <b>{preset.title}</b>
                    <p>{preset.summary}</p>
                    <p className={styles.small}>
                      <span className="mono">{preset.name}</span> · {m.newProject.unit(preset.unit)}{' '}
                      · {m.newProject.raters(preset.raters_per_item)}
                    </p>
                  </div>
                </Radio.Card>
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={m.newProject.name}
            placeholder={m.newProject.namePlaceholder}
            required
            withAsterisk={false}
            value={title}
            onChange={(event) => {
              setTitle(event.currentTarget.value)
            }}
          />
          <TextInput
            label={m.newProject.slug}
            description={m.newProject.slugNote}
            required
            withAsterisk={false}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            value={slug}
            onChange={(event) => {
              setOwnSlug(event.currentTarget.value)
            }}
          />
          {create.error && (
            <Alert color="red" role="alert">
              {errorText(create.error)}
            </Alert>
          )}
          <Button
            type="submit"
            size="md"
            loading={create.isPending}
            disabled={!title.trim() || !slug}
          >
            {m.newProject.create}
          </Button>
        </Stack>
      </form>
      {chosen && (
        <Panel title={m.newProject.preview} note={m.newProject.previewNote}>
          <SchemePreview key={chosen.name} questions={chosen.scheme.questions} />
        </Panel>
      )}
    </div>
  )
}

export function NewProjectPage() {
  const presets = useQuery(queries.presets())
  return (
    <Page title={m.newProject.title} lead={m.newProject.lead}>
      <Loading query={presets}>{(rows) => <Form presets={rows} />}</Loading>
    </Page>
  )
}
