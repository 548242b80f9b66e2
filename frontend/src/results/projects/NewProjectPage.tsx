import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
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

/** On a narrow screen one step at a time is seen: the presets, then the form. */
function useStep() {
  const [search, setSearch] = useSearchParams()
  const naming = search.get('step') === 'name'
  return {
    naming,
    preset: search.get('preset'),
    choose: (preset: string) => {
      setSearch({ preset }, { replace: true })
    },
    /** The back button leads back to the presets. */
    goOn: (preset: string) => {
      setSearch({ preset, step: 'name' })
    },
    goBack: (preset: string) => {
      setSearch({ preset })
    },
  }
}

function Form({ presets }: { presets: PresetSummary[] }) {
  const step = useStep()
  const { naming } = step
  const name = useRef<HTMLInputElement>(null)
  const gallery = useRef<HTMLDivElement>(null)
  const before = useRef(naming)
  useEffect(() => {
    if (before.current === naming) return
    before.current = naming
    window.scrollTo({ top: 0 })
    if (naming) name.current?.focus({ preventScroll: true })
    else gallery.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus()
  }, [naming])
  // The first card that is seen, where none was chosen.
  const chosen =
    presets.find((preset) => preset.name === step.preset) ??
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
    <div className={styles.page} data-naming={naming || undefined}>
      <div ref={gallery} className={styles.choose}>
        <PresetGallery presets={presets} chosen={chosen?.name ?? null} onChoose={step.choose} />
        {chosen && (
          <div className={styles.goOn}>
            <p>
              <span>{m.newProject.chosen}</span> <bdi>{chosen.title}</bdi>
            </p>
            <Button
              onClick={() => {
                step.goOn(chosen.name)
              }}
            >
              {m.newProject.goOn}
            </Button>
          </div>
        )}
      </div>
      <div className={styles.aside}>
        <Panel>
          {chosen && (
            <div className={styles.goBack}>
              <p>
                <span>{m.newProject.chosen}</span> <bdi>{chosen.title}</bdi>
              </p>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  step.goBack(chosen.name)
                }}
              >
                {m.newProject.another}
              </Button>
            </div>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault()
              create.mutate()
            }}
          >
            <Stack gap="md">
              <TextInput
                ref={name}
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
