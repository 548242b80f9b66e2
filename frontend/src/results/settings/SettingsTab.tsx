import { Alert, Button, SegmentedControl, TextInput, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { changeProject } from '../../api/endpoints'
import { ApiError } from '../../api/http'
import { queries } from '../../api/queries'
import type { ProjectDetail } from '../../api/types'
import { Leaving, useLeaving } from '../../app/Leaving'
import { Panel } from '../../app/Page'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { useProject } from '../ProjectLayout'
import { PolicyContext } from './fields'
import { carriedOver, changesBetween, formOf, namesIn } from './form'
import type { Form, TEXTS, Texts } from './form'
import { warningsOf } from './policy'
import type { Policy, PolicyProblem } from './policy'
import { ArmsSection, LimitsSection, QualitySection, RatersSection, ShownSection } from './sections'
import styles from './settings.module.css'

const t = m.studio.policy
const STATES = ['open', 'paused', 'closed'] as const

function problemsOf(error: unknown): PolicyProblem[] {
  if (!(error instanceof ApiError)) return []
  const { problems } = error.extra as { problems?: PolicyProblem[] }
  return problems ?? []
}

function TextsSection({ texts, onTexts }: { texts: Texts; onTexts: (texts: Texts) => void }) {
  const set = (name: (typeof TEXTS)[number]) => (event: { currentTarget: { value: string } }) => {
    onTexts({ ...texts, [name]: event.currentTarget.value })
  }
  const state = STATES.find((one) => one === texts.state) ?? 'open'
  return (
    <Panel title={t.sections.texts} note={t.sectionNotes.texts}>
      <div className={styles.fields}>
        <div>
          <SegmentedControl
            aria-label={m.editProject.state}
            data={STATES.map((value) => ({ value, label: t.stateActs[value] }))}
            value={state}
            onChange={(value) => {
              onTexts({ ...texts, state: STATES.find((one) => one === value) ?? 'open' })
            }}
          />
          <p className={styles.note}>{t.stateNotes[state]}</p>
        </div>
        <TextInput label={m.editProject.name} value={texts.title} onChange={set('title')} />
        <Textarea
          label={m.editProject.description}
          autosize
          minRows={2}
          value={texts.description}
          onChange={set('description')}
        />
        <Textarea
          label={m.editProject.warning}
          description={t.notes['content_warning']}
          autosize
          minRows={1}
          value={texts.content_warning}
          onChange={set('content_warning')}
        />
        <Textarea
          label={m.editProject.guidelines}
          autosize
          minRows={5}
          maxRows={16}
          value={texts.guidelines}
          onChange={set('guidelines')}
        />
      </div>
    </Panel>
  )
}

/** Somebody else changed what is about to be saved. */
class Overtaken extends Error {}

/** Saves what was changed since `base`, unless somebody else changed the same meanwhile. */
function useSave(slug: string, base: Form) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (mine: Form) => {
      // The page follows what it finds there, so that the clash is shown before anything is saved.
      const now = await client.fetchQuery({ ...queries.project(slug), staleTime: 0 })
      if (carriedOver(base, mine, formOf(now)).clashes.length > 0) throw new Overtaken()
      const { texts, policy } = changesBetween(base, mine)
      const withPolicy = Object.keys(policy).length > 0 ? { policy } : {}
      return changeProject(slug, { ...texts, ...withPolicy })
    },
    onSuccess: async (saved) => {
      client.setQueryData(queries.project(slug).queryKey, saved)
      await client.invalidateQueries(queries.projects())
      notifications.show({ message: m.editProject.saved })
    },
  })
}

/** The form, on top of what stands there now: what others change comes in, and clashes are named. */
function useForm(project: ProjectDetail) {
  const stands = useMemo(() => formOf(project), [project])
  const [base, setBase] = useState(stands)
  const [form, setForm] = useState(stands)
  const [met, setMet] = useState<readonly string[]>([])
  const changed = namesIn(changesBetween(base, form))
  const clashes = met.filter((name) => changed.includes(name))
  if (base !== stands) {
    const carried = carriedOver(base, form, stands)
    setBase(stands)
    setForm(carried.form)
    setMet([...new Set([...clashes, ...carried.clashes])])
  }
  return { base, form, setForm, changed, clashes }
}

const NAMES: Record<string, string> = {
  ...t.labels,
  title: m.editProject.name,
  description: m.editProject.description,
  guidelines: m.editProject.guidelines,
  content_warning: m.editProject.warning,
  state: m.editProject.state,
  context: t.contextLabel,
  randomise: t.randomiseLabel,
  limits: t.sections.limits,
}

/** Everything that a project decides beside its questions. */
export function SettingsTab() {
  const project = useProject()
  const { base, form: mine, setForm, changed, clashes } = useForm(project)
  const { texts, policy } = mine
  const save = useSave(project.slug, base)
  const count = changed.length
  const leaving = useLeaving(count > 0)
  const warnings = warningsOf(base.policy, policy, project)
  const error = save.error instanceof Overtaken ? null : save.error
  const problems = useMemo(() => problemsOf(error), [error])
  const form = useMemo(
    () => ({
      policy,
      problems,
      onPolicy: (changed: Policy) => {
        setForm((now) => ({ ...now, policy: changed }))
      },
    }),
    [policy, problems, setForm],
  )
  return (
    <PolicyContext value={form}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(mine)
        }}
      >
        <TextsSection
          texts={texts}
          onTexts={(changed) => {
            setForm((now) => ({ ...now, texts: changed }))
          }}
        />
        <RatersSection scheme={project.scheme} />
        <ShownSection />
        <QualitySection />
        <LimitsSection />
        <ArmsSection />
        <div className={styles.bar} data-changed={count > 0 || undefined}>
          {warnings.length > 0 && (
            <Alert color="yellow" className={styles.wide} title={t.warningTitle}>
              <ul className={styles.warnings}>
                {warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Alert>
          )}
          {clashes.length > 0 && (
            <Alert color="yellow" role="alert" className={styles.wide} title={t.clashTitle}>
              {t.clash(clashes.map((name) => NAMES[name] ?? name))}
            </Alert>
          )}
          {error && (
            <Alert color="red" role="alert" className={styles.wide}>
              {errorText(error)}
            </Alert>
          )}
          <span role="status">{count === 0 ? t.unchanged : t.changed(count)}</span>
          <Button
            variant="default"
            disabled={count === 0}
            onClick={() => {
              setForm(base)
              save.reset()
            }}
          >
            {t.discard}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={count === 0}>
            {m.common.save}
          </Button>
        </div>
      </form>
      <Leaving blocker={leaving} lost={t.lost} />
    </PolicyContext>
  )
}
