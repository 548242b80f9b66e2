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
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'

import { createLink, decisions } from '../../api/decisions'
import { Leaving, useLeaving } from '../../app/Leaving'
import { Panel } from '../../app/Page'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { FIELDS, linkProblems } from './linkProblems'
import type { LinkField, LinkProblems } from './linkProblems'
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
  problems: LinkProblems
}

/** What a field says of itself: its name in the form, its note, and what is wrong with it. */
function about(name: Exclude<LinkField, 'name'>, problems: LinkProblems) {
  return { name, label: t[name], description: t.notes[name], error: problems[name] }
}

function Places({ draft, change, problems }: FieldsProps) {
  const count = (name: 'quota' | 'items_per_participant') => (
    <NumberInput
      {...about(name, problems)}
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
        {...about('inactivity_minutes', problems)}
        hideControls
        allowDecimal={false}
        clampBehavior="none"
        value={draft.inactivity_minutes ?? ''}
        onChange={(value) => {
          change({ inactivity_minutes: typeof value === 'number' ? value : null })
        }}
      />
      <TextInput
        type="datetime-local"
        {...about('expires', problems)}
        value={draft.expires}
        onChange={(event) => {
          change({ expires: event.currentTarget.value })
        }}
      />
    </div>
  )
}

function ServiceFields({ draft, change, problems }: FieldsProps) {
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
          {...about('id_parameter', problems)}
          dir="ltr"
          value={draft.id_parameter}
          onChange={(event) => {
            change({ id_parameter: event.currentTarget.value })
          }}
        />
        <TagsInput
          {...about('kept_parameters', problems)}
          value={draft.kept_parameters}
          onChange={(kept_parameters) => {
            change({ kept_parameters })
          }}
        />
        <TextInput
          {...about('completion_code', problems)}
          dir="ltr"
          value={draft.completion_code}
          onChange={(event) => {
            change({ completion_code: event.currentTarget.value })
          }}
        />
        <TextInput
          {...about('return_url', problems)}
          dir="ltr"
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
  const form = useRef<HTMLFormElement>(null)
  const made = useRef(false)
  const leaving = useLeaving(draft !== EMPTY, made)
  const create = useMutation({
    mutationFn: () => createLink(slug, newLink(draft)),
    onSuccess: async (link) => {
      made.current = true
      await client.invalidateQueries(decisions.links(slug))
      notifications.show({ message: t.made(link.name) })
      void navigate(`/projects/${slug}/recruiting/${String(link.id)}`)
    },
  })
  // Problems stand at their fields once somebody has tried to send, and go as they are mended.
  const [tried, setTried] = useState<number | null>(null)
  const problems = tried === null ? {} : linkProblems(draft, tried)
  const send = () => {
    const now = Date.now()
    setTried(now)
    const found = linkProblems(draft, now)
    const first = FIELDS.find((name) => found[name])
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    else create.mutate()
  }
  // The button that opened the form is gone: the keyboard goes on here.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[name="name"]')?.focus()
  }, [])
  return (
    <Panel title={t.title} note={t.lead}>
      <form
        ref={form}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextInput
          name="name"
          label={t.name}
          description={t.notes.name}
          error={problems.name}
          maw={420}
          required
          withAsterisk={false}
          maxLength={200}
          value={draft.name}
          onChange={(event) => {
            change({ name: event.currentTarget.value })
          }}
        />
        <Places draft={draft} change={change} problems={problems} />
        <ServiceFields draft={draft} change={change} problems={problems} />
        <Textarea
          {...about('consent_text', problems)}
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
          <Button type="submit" loading={create.isPending}>
            {t.create}
          </Button>
        </Group>
      </form>
      <Leaving blocker={leaving} lost={t.lost} />
    </Panel>
  )
}
