import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'

import { createProject } from '../../api/endpoints'
import { queries } from '../../api/queries'
import type { PresetSummary } from '../../api/types'
import { Page, Panel } from '../../app/Page'
import { Loading, errorText } from '../../app/States'
import { m } from '../../i18n'
import { PresetDetails } from './PresetDetails'
import { PresetGallery } from './PresetGallery'
import { presetGroups } from './presetGroups'
import styles from './gallery.module.css'

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
  // The first card that is seen, where none was chosen.
  const chosen =
    presets.find((preset) => preset.name === search.get('preset')) ??
    presetGroups(presets, '')[0]?.presets[0]
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
    <div className={styles.page}>
      <PresetGallery
        presets={presets}
        chosen={chosen?.name ?? null}
        onChoose={(preset) => {
          setSearch({ preset }, { replace: true })
        }}
      />
      <div className={styles.aside}>
        <Panel>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              create.mutate()
            }}
          >
            <Stack gap="md">
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
        </Panel>
        {chosen && <PresetDetails preset={chosen} />}
      </div>
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
