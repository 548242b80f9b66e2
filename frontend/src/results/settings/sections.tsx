import { Checkbox, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { use } from 'react'

import { queries } from '../../api/queries'
import type { Scheme } from '../../api/types'
import { Panel } from '../../app/Page'
import { m } from '../../i18n'
import {
  ChoiceField,
  DecimalField,
  FlagField,
  PartField,
  PercentField,
  PolicyContext,
  WholeField,
  WordsField,
} from './fields'
import { problemsAt, settingAt, withSettingAt } from './policy'
import styles from './settings.module.css'

const t = m.studio.policy
const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

export function RatersSection({ scheme }: { scheme: Scheme }) {
  const form = use(PolicyContext)
  const rule = form ? settingAt(form.policy, 'extra_raters.rule') : null
  return (
    <Panel title={t.sections.raters} note={t.sectionNotes.raters}>
      <div className={styles.fields}>
        <WholeField path="raters_per_item" />
        <ChoiceField path="order" options={options(t.orders)} />
        <PartField path="extra_raters">
          <ChoiceField
            path="extra_raters.question"
            options={scheme.questions.map(({ id, text }) => ({ value: id, label: text }))}
          />
          <ChoiceField path="extra_raters.rule" options={options(t.extraRules)} />
          {rule !== 'no_majority' && <DecimalField path="extra_raters.threshold" />}
          <WholeField path="extra_raters.up_to" />
          <WholeField path="extra_raters.budget" nullable min={0} />
        </PartField>
        <PartField path="first_rater">
          <ChoiceField path="first_rater.field" options={options(t.firstFields)} />
          <WholeField path="first_rater.readers" min={0} />
        </PartField>
      </div>
    </Panel>
  )
}

export function ShownSection() {
  return (
    <Panel title={t.sections.shown} note={t.sectionNotes.shown}>
      <div className={styles.fields}>
        <FlagField path="show_transcript" />
        <Group gap="md" align="flex-end">
          <WholeField path="context.before" min={0} />
          <WholeField path="context.after" min={0} />
        </Group>
        <WordsField path="show_fields" suggestions={['statement', 'caption', 'context', 'title']} />
        <FlagField path="about" />
        <FlagField path="randomise.options" />
        <FlagField path="randomise.sides" />
      </div>
    </Panel>
  )
}

function Presentations() {
  const form = use(PolicyContext)
  if (!form) return null
  const path = 'arms.presentations'
  const value = settingAt(form.policy, path)
  return (
    <Checkbox.Group
      label={t.labels[path]}
      description={t.notes[path]}
      error={problemsAt(form.problems, path)}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(next) => {
        form.onPolicy(withSettingAt(form.policy, path, next))
      }}
    >
      <Group gap="md" mt={6}>
        {options(t.presentations).map(({ value: name, label }) => (
          <Checkbox key={name} value={name} label={label} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function Card() {
  const form = use(PolicyContext)
  const cards = useQuery(queries.cards())
  if (!form) return null
  const path = 'assistance.card'
  const value = settingAt(form.policy, path)
  const known = cards.data?.map(({ id, title }) => ({ value: id, label: title })) ?? []
  return (
    <Select
      label={t.labels[path]}
      description={t.notes[path]}
      className={styles.choice}
      allowDeselect={false}
      data={[{ value: 'imported', label: t.imported }, ...known]}
      value={typeof value === 'string' ? value : null}
      error={problemsAt(form.problems, path)}
      onChange={(next) => {
        form.onPolicy(withSettingAt(form.policy, path, next))
      }}
    />
  )
}

export function ArmsSection() {
  return (
    <Panel title={t.sections.arms} note={t.sectionNotes.arms}>
      <div className={styles.fields}>
        <PartField path="arms">
          <Presentations />
          <ChoiceField path="arms.rule" options={options(t.armRules)} />
        </PartField>
        <PartField path="assistance">
          <Card />
          <Group gap="md" align="flex-end">
            <DecimalField path="assistance.arms.blind" />
            <DecimalField path="assistance.arms.after" />
            <DecimalField path="assistance.arms.upfront" />
          </Group>
        </PartField>
      </div>
    </Panel>
  )
}

function Languages() {
  const form = use(PolicyContext)
  if (!form) return null
  const path = 'qualification.languages'
  const ofItem = settingAt(form.policy, path) === 'item'
  return (
    <>
      <Checkbox
        label={t.labels['qualification.languages.item']}
        checked={ofItem}
        onChange={(event) => {
          const next = event.currentTarget.checked ? 'item' : []
          form.onPolicy(withSettingAt(form.policy, path, next))
        }}
      />
      {!ofItem && <WordsField path={path} suggestions={['en', 'de', 'ar', 'he', 'zh', 'ja']} />}
    </>
  )
}

export function QualitySection() {
  const form = use(PolicyContext)
  const quiz = form ? settingAt(form.policy, 'qualification.quiz') === true : false
  return (
    <Panel title={t.sections.quality} note={t.sectionNotes.quality}>
      <div className={styles.fields}>
        <PartField path="qualification">
          <FlagField path="qualification.quiz" />
          {quiz && (
            <Group gap="md" align="flex-end">
              <PercentField path="qualification.pass_share" />
              <WholeField path="qualification.attempts" />
            </Group>
          )}
          {quiz && <FlagField path="qualification.feedback" />}
          <Languages />
          <WordsField path="qualification.certificates" suggestions={['FACS']} />
        </PartField>
        <PartField path="training">
          <WholeField path="training.items" />
        </PartField>
        <PartField path="gold">
          <Group gap="md" align="flex-end">
            <WholeField path="gold.every" nullable min={2} />
            <WholeField path="gold.attention_every" nullable min={2} />
            <WholeField path="gold.max_misses" nullable />
          </Group>
        </PartField>
        <ChoiceField path="own_figures.checks" options={options(t.ownFigures)} />
        <ChoiceField path="own_figures.agreement" options={options(t.ownFigures)} />
      </div>
    </Panel>
  )
}

export function LimitsSection() {
  return (
    <Panel title={t.sections.limits} note={t.sectionNotes.limits}>
      <Group gap="md" align="flex-end">
        <WholeField path="limits.per_rater" nullable />
        <WholeField path="limits.per_day" nullable />
        <WholeField path="limits.break_after_minutes" nullable />
      </Group>
    </Panel>
  )
}
