import {
  Alert,
  Button,
  Group,
  NumberInput,
  Select,
  TagsInput,
  TextInput,
  Textarea,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { createLink, decisions } from '../../api/decisions'
import { Panel } from '../../app/Page'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { SERVICES, newLink } from './links'
import type { LinkDraft, Service } from './links'
import styles from './recruiting.module.css'

const t = m.studio.recruiting.form

const EMPTY: LinkDraft = {
  name: '',
  quota: null,
  items_per_participant: null,
  completion_code: '',
  ...SERVICES.prolific,
  kept_parameters: [...SERVICES.prolific.kept_parameters],
  consent_text: '',
  inactivity_minutes: 60,
  expires: '',
}

interface FieldsProps {
  draft: LinkDraft
  change: (changes: Partial<LinkDraft>) => void
}

function Places({ draft, change }: FieldsProps) {
  const count = (name: 'quota' | 'items_per_participant') => (
    <NumberInput
      label={t[name]}
      description={t.notes[name]}
      placeholder={m.studio.policy.noLimit}
      hideControls
      allowDecimal={false}
      min={1}
      value={draft[name] ?? ''}
      onChange={(value) => {
        change({ [name]: typeof value === 'number' ? value : null })
      }}
    />
  )
  return (
    <div className={styles.pair}>
      {count('quota')}
      {count('items_per_participant')}
      <NumberInput
        label={t.inactivity_minutes}
        description={t.notes.inactivity_minutes}
        hideControls
        allowDecimal={false}
        min={5}
        value={draft.inactivity_minutes}
        onChange={(value) => {
          if (typeof value === 'number') change({ inactivity_minutes: value })
        }}
      />
      <TextInput
        type="datetime-local"
        label={t.expires}
        description={t.notes.expires}
        value={draft.expires}
        onChange={(event) => {
          change({ expires: event.currentTarget.value })
        }}
      />
    </div>
  )
}

function ServiceFields({ draft, change }: FieldsProps) {
  const [service, setService] = useState<Service>('prolific')
  return (
    <>
      <Select
        label={t.service}
        description={t.notes.service}
        maw={420}
        allowDeselect={false}
        data={Object.entries(t.services).map(([value, label]) => ({ value, label }))}
        value={service}
        onChange={(value) => {
          const chosen: Service = value === 'other' ? 'other' : 'prolific'
          setService(chosen)
          const preset = SERVICES[chosen]
          change({ ...preset, kept_parameters: [...preset.kept_parameters] })
        }}
      />
      <div className={styles.pair}>
        <TextInput
          label={t.id_parameter}
          description={t.notes.id_parameter}
          value={draft.id_parameter}
          onChange={(event) => {
            change({ id_parameter: event.currentTarget.value })
          }}
        />
        <TagsInput
          label={t.kept_parameters}
          description={t.notes.kept_parameters}
          value={draft.kept_parameters}
          onChange={(kept_parameters) => {
            change({ kept_parameters })
          }}
        />
        <TextInput
          label={t.completion_code}
          description={t.notes.completion_code}
          value={draft.completion_code}
          onChange={(event) => {
            change({ completion_code: event.currentTarget.value })
          }}
        />
        <TextInput
          label={t.return_url}
          description={t.notes.return_url}
          value={draft.return_url}
          onChange={(event) => {
            change({ return_url: event.currentTarget.value })
          }}
        />
      </div>
    </>
  )
}

/** A new link; afterwards its own page opens, with the address to copy. */
export function LinkForm({ slug, onClose }: { slug: string; onClose: () => void }) {
  const [draft, setDraft] = useState(EMPTY)
  const client = useQueryClient()
  const navigate = useNavigate()
  const change = (changes: Partial<LinkDraft>) => {
    setDraft((now) => ({ ...now, ...changes }))
  }
  const create = useMutation({
    mutationFn: () => createLink(slug, newLink(draft)),
    onSuccess: async (link) => {
      await client.invalidateQueries(decisions.links(slug))
      notifications.show({ message: t.made(link.name) })
      void navigate(`/projects/${slug}/recruiting/${String(link.id)}`)
    },
  })
  return (
    <Panel title={t.title} note={t.lead}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <TextInput
          label={t.name}
          description={t.notes.name}
          maw={420}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          value={draft.name}
          onChange={(event) => {
            change({ name: event.currentTarget.value })
          }}
        />
        <Places draft={draft} change={change} />
        <ServiceFields draft={draft} change={change} />
        <Textarea
          label={t.consent_text}
          description={t.notes.consent_text}
          autosize
          minRows={3}
          value={draft.consent_text}
          onChange={(event) => {
            change({ consent_text: event.currentTarget.value })
          }}
        />
        {create.error && (
          <Alert color="red" role="alert">
            {errorText(create.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={!draft.name.trim()}>
            {t.create}
          </Button>
        </Group>
      </form>
    </Panel>
  )
}
