import { Checkbox, NumberInput, Select, Switch, TagsInput } from '@mantine/core'
import { createContext, use } from 'react'

import { m } from '../../i18n'
import { STARTS, problemsAt, settingAt, withSettingAt } from './policy'
import type { Policy, PolicyProblem } from './policy'
import styles from './settings.module.css'

export interface PolicyForm {
  policy: Policy
  problems: readonly PolicyProblem[]
  onPolicy: (policy: Policy) => void
}

/** The policy being written: every field below reads and changes it by the path of its setting. */
export const PolicyContext = createContext<PolicyForm | null>(null)

function useSetting(path: string) {
  const form = use(PolicyContext)
  if (!form) throw new Error('fields of a policy stand inside PolicyContext')
  const { policy, problems, onPolicy } = form
  return {
    value: settingAt(policy, path),
    error: problemsAt(problems, path),
    set: (value: unknown) => {
      onPolicy(withSettingAt(policy, path, value))
    },
  }
}

const words = (path: string) => ({
  label: m.studio.policy.labels[path] ?? path,
  description: m.studio.policy.notes[path],
})

export function WholeField({
  path,
  nullable = false,
  min = 1,
}: {
  path: string
  /** Empty is null: no limit. */
  nullable?: boolean
  min?: number
}) {
  const { value, error, set } = useSetting(path)
  return (
    <NumberInput
      {...words(path)}
      className={styles.number}
      hideControls
      allowDecimal={false}
      min={min}
      value={typeof value === 'number' ? value : ''}
      placeholder={nullable ? m.studio.policy.noLimit : ''}
      error={error}
      onChange={(next) => {
        set(typeof next === 'number' ? next : null)
      }}
    />
  )
}

/** A share, written in percent. */
export function PercentField({ path }: { path: string }) {
  const { value, error, set } = useSetting(path)
  return (
    <NumberInput
      {...words(path)}
      className={styles.number}
      hideControls
      suffix=" %"
      min={0}
      max={100}
      value={typeof value === 'number' ? Math.round(value * 100) : ''}
      error={error}
      onChange={(next) => {
        if (typeof next === 'number') set(next / 100)
      }}
    />
  )
}

export function DecimalField({ path }: { path: string }) {
  const { value, error, set } = useSetting(path)
  return (
    <NumberInput
      {...words(path)}
      className={styles.number}
      hideControls
      min={0}
      decimalScale={3}
      value={typeof value === 'number' ? value : ''}
      error={error}
      onChange={(next) => {
        set(typeof next === 'number' ? next : null)
      }}
    />
  )
}

export function FlagField({ path }: { path: string }) {
  const { value, error, set } = useSetting(path)
  return (
    <Checkbox
      {...words(path)}
      checked={value === true}
      error={error}
      onChange={(event) => {
        set(event.currentTarget.checked)
      }}
    />
  )
}

export function ChoiceField({
  path,
  options,
}: {
  path: string
  options: readonly { value: string; label: string }[]
}) {
  const { value, error, set } = useSetting(path)
  return (
    <Select
      {...words(path)}
      className={styles.choice}
      allowDeselect={false}
      data={[...options]}
      value={typeof value === 'string' ? value : null}
      error={error}
      onChange={set}
    />
  )
}

export function WordsField({
  path,
  suggestions = [],
}: {
  path: string
  suggestions?: readonly string[]
}) {
  const { value, error, set } = useSetting(path)
  return (
    <TagsInput
      {...words(path)}
      className={styles.choice}
      data={[...suggestions]}
      value={Array.isArray(value) ? value.map(String) : []}
      error={error}
      onChange={set}
    />
  )
}

/** A part of the policy that is off (null) or on, with its settings inside. */
export function PartField({ path, children }: { path: string; children: React.ReactNode }) {
  const { value, error, set } = useSetting(path)
  const on = value !== null && value !== undefined
  return (
    <div className={styles.part} data-on={on || undefined}>
      <Switch
        {...words(path)}
        checked={on}
        error={error}
        onChange={(event) => {
          set(event.currentTarget.checked ? (STARTS[path] ?? {}) : null)
        }}
      />
      {on && <div className={styles.inside}>{children}</div>}
    </div>
  )
}
