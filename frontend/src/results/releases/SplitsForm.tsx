import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { changeReleaseSettings, previewSplits, releaseSettings } from '../../api/releases'
import type { SplitPlan } from '../../api/releases'
import type { ProjectDetail } from '../../api/types'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { SplitReportTable } from './SplitReportTable'
import styles from './releases.module.css'
import { APART, draftOf, planOf, splitProblem, sumOf } from './splitDraft'
import type { DraftShare, SplitDraft, SplitMode } from './splitDraft'

const MODES: readonly SplitMode[] = ['none', 'build', 'column']
const MOST = 20

interface PartProps {
  draft: SplitDraft
  change: (changes: Partial<SplitDraft>) => void
}

function Shares({ draft, change }: PartProps) {
  const t = m.studio.releases.splits
  const put = (id: number, changes: Partial<DraftShare>) => {
    change({
      shares: draft.shares.map((each) => (each.id === id ? { ...each, ...changes } : each)),
    })
  }
  const sum = sumOf(draft.shares)
  return (
    <fieldset className={styles.shares}>
      <legend>{t.shares}</legend>
      {draft.shares.map(({ id, name, percent }, at) => (
        <Group key={id} gap={8} wrap="nowrap" align="flex-end">
          <TextInput
            aria-label={t.nameOf(at + 1)}
            value={name}
            onChange={(event) => {
              put(id, { name: event.currentTarget.value })
            }}
          />
          <NumberInput
            aria-label={t.shareOf(name)}
            className={styles.percent}
            hideControls
            suffix=" %"
            min={0}
            max={100}
            decimalScale={3}
            value={percent ?? ''}
            onChange={(next) => {
              put(id, { percent: typeof next === 'number' ? next : null })
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t.remove(name)}
            disabled={draft.shares.length <= 2}
            onClick={() => {
              change({ shares: draft.shares.filter((each) => each.id !== id) })
            }}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={12}>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={draft.shares.length >= MOST}
          onClick={() => {
            const id = Math.max(...draft.shares.map((each) => each.id)) + 1
            change({ shares: [...draft.shares, { id, name: '', percent: null }] })
          }}
        >
          {t.add}
        </Button>
        <span className={styles.small} data-wrong={sum !== 100 || undefined}>
          {t.sumShown(sum)}
        </span>
      </Group>
    </fieldset>
  )
}

function Apart({ draft, change }: PartProps) {
  const t = m.studio.releases.splits
  return (
    <Checkbox.Group
      label={t.apart}
      description={t.apartWhy}
      value={[...draft.apart]}
      onChange={(chosen) => {
        change({ apart: APART.filter((name) => chosen.includes(name)) })
      }}
    >
      <Stack gap={8} mt={8}>
        {APART.map((name) => (
          <Checkbox key={name} value={name} label={t.apartBy[name]} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function Balance({ draft, change, questions }: PartProps & { questions: readonly string[] }) {
  const t = m.studio.releases.splits
  return (
    <Group gap={12} align="flex-start">
      <Select
        label={t.stratify}
        description={t.stratifyNote}
        data={[{ value: '', label: t.firstQuestion }, ...questions]}
        value={draft.stratify ?? ''}
        allowDeselect={false}
        onChange={(value) => {
          change({ stratify: value || null })
        }}
      />
      <NumberInput
        label={t.seed}
        description={t.seedNote}
        hideControls
        allowDecimal={false}
        min={0}
        value={draft.seed}
        onChange={(value) => {
          change({ seed: typeof value === 'number' ? value : 0 })
        }}
      />
    </Group>
  )
}

interface SplitsFormProps {
  project: ProjectDetail
  plan: SplitPlan | null
  onClose: () => void
}

function Fields({ project, plan, onClose }: SplitsFormProps) {
  const t = m.studio.releases.splits
  const { slug } = project
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(plan))
  const preview = useMutation({ mutationFn: (asked: SplitPlan) => previewSplits(slug, asked) })
  const save = useMutation({
    mutationFn: () => changeReleaseSettings(slug, { splits: planOf(draft) }),
    onSuccess: (saved) => {
      client.setQueryData(releaseSettings(slug).queryKey, saved)
      notifications.show({ message: t.saved })
      onClose()
    },
  })
  const change = (changes: Partial<SplitDraft>) => {
    setDraft((now) => ({ ...now, ...changes }))
    preview.reset()
  }
  const problem = splitProblem(draft)
  const asked = planOf(draft)
  const error = preview.error ?? save.error
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!problem) save.mutate()
      }}
    >
      <Stack gap="lg">
        <SegmentedControl
          aria-label={t.title}
          data={MODES.map((value) => ({ value, label: t.modes[value] }))}
          value={draft.mode}
          onChange={(value) => {
            change({ mode: MODES.find((mode) => mode === value) ?? 'none' })
          }}
        />
        <p className={styles.small}>{t.modeNotes[draft.mode]}</p>
        {draft.mode === 'build' && <Shares draft={draft} change={change} />}
        {draft.mode === 'column' && (
          <TextInput
            label={t.column}
            description={t.columnNote}
            value={draft.column}
            onChange={(event) => {
              change({ column: event.currentTarget.value })
            }}
          />
        )}
        {draft.mode !== 'none' && <Apart draft={draft} change={change} />}
        {draft.mode === 'build' && (
          <Balance
            draft={draft}
            change={change}
            questions={project.scheme.questions.map((question) => question.id)}
          />
        )}
        {problem && draft.mode !== 'none' && <p className={styles.problem}>{problem}</p>}
        {preview.data && <SplitReportTable report={preview.data} />}
        {error && (
          <Alert color="red" role="alert">
            {errorText(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          {asked && (
            <Button
              variant="default"
              loading={preview.isPending}
              disabled={problem !== null}
              onClick={() => {
                preview.mutate(asked)
              }}
            >
              {t.preview}
            </Button>
          )}
          <Button type="submit" loading={save.isPending} disabled={problem !== null}>
            {m.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** How items are divided from the next release on, and how that would come out now. */
export function SplitsForm({ opened, ...props }: SplitsFormProps & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={m.studio.releases.splits.title}
      size={860}
    >
      {opened && <Fields {...props} />}
    </Modal>
  )
}
