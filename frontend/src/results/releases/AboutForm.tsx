import {
  ActionIcon,
  Alert,
  Autocomplete,
  Button,
  Group,
  Modal,
  Stack,
  TextInput,
  Textarea,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { changeReleaseSettings, releaseSettings } from '../../api/releases'
import type { ReleaseAbout } from '../../api/releases'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import styles from './releases.module.css'

/** What data sets are mostly published under, by SPDX identifier. */
const LICENCES = [
  'CC-BY-4.0',
  'CC0-1.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-NC-SA-4.0',
  'CDLA-Permissive-2.0',
  'ODC-By-1.0',
  'ODbL-1.0',
]
const TEXTS = ['purpose', 'collection', 'ethics', 'funding'] as const
const LINES = ['contact', 'url', 'doi'] as const
const NOBODY = { name: '', orcid: '', affiliation: '' }

interface PartProps {
  about: ReleaseAbout
  change: (changes: Partial<ReleaseAbout>) => void
}

function Authors({ about, change }: PartProps) {
  const t = m.studio.releases.about
  const put = (at: number, changes: Partial<typeof NOBODY>) => {
    change({
      authors: about.authors.map((each, index) => (index === at ? { ...each, ...changes } : each)),
    })
  }
  return (
    <fieldset className={styles.shares}>
      <legend>{t.authors}</legend>
      {about.authors.map((author, at) => (
        <div key={at} className={styles.author}>
          {(['name', 'orcid', 'affiliation'] as const).map((field) => (
            <TextInput
              key={field}
              aria-label={`${t.authorOf(at + 1)}, ${t[field]}`}
              placeholder={t[field]}
              value={author[field] ?? ''}
              onChange={(event) => {
                put(at, { [field]: event.currentTarget.value })
              }}
            />
          ))}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t.remove(author.name || t.authorOf(at + 1))}
            onClick={() => {
              change({ authors: about.authors.filter((_, index) => index !== at) })
            }}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => {
          change({ authors: [...about.authors, NOBODY] })
        }}
      >
        {t.addAuthor}
      </Button>
    </fieldset>
  )
}

function Texts({ about, change }: PartProps) {
  const t = m.studio.releases.about
  return (
    <>
      <Autocomplete
        label={t.licence}
        description={t.licenceNote}
        data={LICENCES}
        value={about.licence}
        onChange={(licence) => {
          change({ licence })
        }}
      />
      {LINES.map((name) => (
        <TextInput
          key={name}
          label={t[name]}
          description={t.notes[name]}
          value={about[name]}
          onChange={(event) => {
            change({ [name]: event.currentTarget.value })
          }}
        />
      ))}
      {TEXTS.map((name) => (
        <Textarea
          key={name}
          label={t[name]}
          description={t.notes[name]}
          autosize
          minRows={2}
          value={about[name]}
          onChange={(event) => {
            change({ [name]: event.currentTarget.value })
          }}
        />
      ))}
    </>
  )
}

interface AboutFormProps {
  slug: string
  about: ReleaseAbout
  onClose: () => void
}

function Fields({ slug, about: kept, onClose }: AboutFormProps) {
  const client = useQueryClient()
  const [about, setAbout] = useState(kept)
  const change = (changes: Partial<ReleaseAbout>) => {
    setAbout((now) => ({ ...now, ...changes }))
  }
  const save = useMutation({
    mutationFn: () => changeReleaseSettings(slug, { about }),
    onSuccess: (saved) => {
      client.setQueryData(releaseSettings(slug).queryKey, saved)
      notifications.show({ message: m.studio.releases.about.saved })
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md">
        <Authors about={about} change={change} />
        <Texts about={about} change={change} />
        {save.error && (
          <Alert color="red" role="alert">
            {errorText(save.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {m.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Authors, licence and what else a citation and a datasheet need, for the next releases. */
export function AboutForm({ opened, ...props }: AboutFormProps & { opened: boolean }) {
  return (
    <Modal opened={opened} onClose={props.onClose} title={m.studio.releases.about.title} size={760}>
      {opened && <Fields {...props} />}
    </Modal>
  )
}
