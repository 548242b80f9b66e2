import {
  Alert,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  TextInput,
  Textarea,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { changeProject } from '../api/endpoints'
import { queries } from '../api/queries'
import type { ProjectDetail } from '../api/types'
import { errorText } from '../app/States'
import { m } from '../i18n'

const STATES = ['open', 'paused', 'closed'] as const

interface EditTextsProps {
  project: ProjectDetail
  opened: boolean
  onClose: () => void
}

export function EditTexts({ project, opened, onClose }: EditTextsProps) {
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => {
        const value = form.get(name)
        return typeof value === 'string' ? value.trim() : ''
      }
      const state = STATES.find((candidate) => candidate === text('state'))
      return changeProject(project.slug, {
        title: text('title'),
        description: text('description'),
        guidelines: text('guidelines'),
        content_warning: text('content_warning'),
        raters_per_item: Number(text('raters_per_item')),
        ...(state ? { state } : {}),
      })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['project', project.slug], exact: true })
      await client.invalidateQueries(queries.projects())
      notifications.show({ message: m.editProject.saved })
      onClose()
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={m.editProject.title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(new FormData(event.currentTarget))
        }}
      >
        <Stack gap="md">
          <TextInput
            name="title"
            label={m.editProject.name}
            defaultValue={project.title}
            required
            withAsterisk={false}
          />
          <Textarea
            name="description"
            label={m.editProject.description}
            defaultValue={project.description}
            autosize
            minRows={2}
          />
          <TextInput
            name="content_warning"
            label={m.editProject.warning}
            defaultValue={project.content_warning}
          />
          <Textarea
            name="guidelines"
            label={m.editProject.guidelines}
            defaultValue={project.guidelines}
            autosize
            minRows={6}
            maxRows={16}
          />
          <Group grow>
            <Select
              name="state"
              label={m.editProject.state}
              allowDeselect={false}
              data={STATES.map((value) => ({ value, label: m.states[value] ?? value }))}
              defaultValue={project.state}
            />
            <NumberInput
              name="raters_per_item"
              label={m.editProject.raters}
              min={1}
              max={1000}
              allowDecimal={false}
              defaultValue={project.policy.raters_per_item ?? 1}
            />
          </Group>
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
    </Modal>
  )
}
