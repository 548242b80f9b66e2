import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { makeRelease, makings } from '../../api/releases'
import type { ProjectDetail } from '../../api/types'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { tagProblem } from './releaseTag'

const t = m.releases

interface MakeReleaseProps {
  project: ProjectDetail
  /** Tags that there are. */
  taken: readonly string[]
  opened: boolean
  onClose: () => void
}

/** Freeze what is there; it says beforehand how much that is. */
export function MakeRelease({ project, taken, opened, onClose }: MakeReleaseProps) {
  const { slug, counts } = project
  const client = useQueryClient()
  const [tag, setTag] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const problem = tagProblem(tag, taken)
  const close = () => {
    setTag('')
    setTried(false)
    make.reset()
    onClose()
  }
  const make = useMutation({
    mutationFn: () => makeRelease(slug, tag.trim()),
    onSuccess: async () => {
      await client.invalidateQueries(makings(slug))
      close()
    },
  })
  return (
    <Modal opened={opened} onClose={close} title={t.make}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (problem) field.current?.focus()
          else make.mutate()
        }}
      >
        <Stack gap="md">
          <p>
            {counts.ratings === 0
              ? t.nothingYet
              : t.willHold(counts.complete, counts.items, counts.ratings)}
          </p>
          <TextInput
            ref={field}
            name="tag"
            label={t.tag}
            description={
              taken.length > 0 ? `${t.tagNote} ${t.tagsTaken(taken.join(', '))}` : t.tagNote
            }
            placeholder="v1.0"
            error={tried && problem}
            required
            withAsterisk={false}
            data-autofocus
            autoComplete="off"
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
            <Button variant="default" onClick={close}>
              {m.common.cancel}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t.freeze}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
