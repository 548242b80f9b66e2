import { Checkbox, NumberInput, Select, TextInput, Textarea } from '@mantine/core'

import { m } from '../../i18n'
import { LabelsField } from './LabelsField'
import { RowsEditor } from './RowsEditor'
import type { ColumnOf } from './RowsEditor'
import { asText, freeId, objects, texts } from './kinds'
import type { Row, Setting, Settings } from './kinds'
import styles from './scheme.module.css'

interface FieldProps {
  setting: Setting
  question: Settings
  /** The questions before this one. */
  earlier: readonly Settings[]
  problems: readonly string[]
  /** undefined takes the setting away, so that the standard holds. */
  onValue: (value: unknown) => void
}

const r = m.studio.rows
const ID: ColumnOf = { name: 'id', label: r.id, type: 'text' }
const TEXT: ColumnOf = { name: 'text', label: r.text, type: 'text' }
const RANGE: readonly ColumnOf[] = [
  { name: 'min', label: r.min, type: 'number', width: '76px' },
  { name: 'max', label: r.max, type: 'number', width: '76px' },
]
const ENDS: readonly ColumnOf[] = [
  { name: 'low', label: r.low, type: 'end' },
  { name: 'high', label: r.high, type: 'end' },
]
const KINDS_OF_FIELDS = ['text', 'words', 'label'].map((value) => ({
  value,
  label: m.studio.options[`fieldKind.${value}`] ?? value,
}))

const TABLES: Readonly<Record<'tracks' | 'dimensions' | 'fields', readonly ColumnOf[]>> = {
  tracks: [TEXT, ID],
  dimensions: [TEXT, ID, ...RANGE, ...ENDS],
  fields: [
    TEXT,
    ID,
    { name: 'kind', label: r.kind, type: 'select', options: KINDS_OF_FIELDS, width: '110px' },
    { name: 'labels', label: r.labels, type: 'list' },
  ],
}

const FRESH: Readonly<Record<keyof typeof TABLES, Row>> = {
  tracks: { id: 'track', text: '' },
  dimensions: { id: 'arousal', text: '', min: -1, max: 1, anchors: ['', ''] },
  fields: { id: 'part', text: '', kind: 'text' },
}

export const AXES: Readonly<Record<string, Row>> = {
  x: {
    id: 'valence',
    text: 'Valence',
    min: -1,
    max: 1,
    step: 0.01,
    anchors: ['Negative', 'Positive'],
  },
  y: { id: 'arousal', text: 'Arousal', min: -1, max: 1, step: 0.01, anchors: ['Calm', 'Active'] },
}
const AXIS_COLUMNS: readonly ColumnOf[] = [
  TEXT,
  ID,
  ...RANGE,
  { name: 'step', label: r.step, type: 'number', width: '76px' },
  ...ENDS,
]

export function labelOf(question: Settings, name: string): string {
  return m.studio.settingNotes[`${question.kind}.${name}.label`] ?? m.studio.settings[name] ?? name
}

function noteOf(question: Settings, name: string): string | undefined {
  return m.studio.settingNotes[`${question.kind}.${name}`] ?? m.studio.settingNotes[name]
}

function NumberField({ setting, question, problems, onValue }: FieldProps) {
  const value = question[setting.name]
  const standard = typeof setting.standard === 'number' ? String(setting.standard) : undefined
  return (
    <NumberInput
      label={labelOf(question, setting.name)}
      description={noteOf(question, setting.name)}
      placeholder={standard}
      hideControls
      className={styles.short}
      value={typeof value === 'number' ? value : ''}
      error={problems.join(' ') || null}
      onChange={(next) => {
        onValue(typeof next === 'number' ? next : undefined)
      }}
    />
  )
}

function SelectField({ setting, question, problems, onValue }: FieldProps) {
  const none = { value: '', label: m.studio.options['none'] ?? '' }
  const data = (setting.options ?? []).map((value) => ({
    value,
    label: m.studio.options[`${setting.name}.${value}`] ?? value,
  }))
  return (
    <Select
      label={labelOf(question, setting.name)}
      description={noteOf(question, setting.name)}
      className={styles.middle}
      allowDeselect={false}
      data={setting.nullable ? [none, ...data] : data}
      value={asText(question[setting.name] ?? setting.standard)}
      error={problems.join(' ') || null}
      onChange={(value) => {
        onValue(value === '' || value === setting.standard ? undefined : value)
      }}
    />
  )
}

function EarlierField({ setting, question, earlier, problems, onValue }: FieldProps) {
  const data = earlier
    .filter((one) => setting.options?.includes(one.kind))
    .map((one) => ({ value: one.id, label: asText(one['text']) || one.id }))
  return (
    <Select
      label={labelOf(question, setting.name)}
      description={noteOf(question, setting.name)}
      className={styles.middle}
      data={[{ value: '', label: m.studio.options['none'] ?? '' }, ...data]}
      allowDeselect={false}
      value={asText(question[setting.name])}
      error={problems.join(' ') || null}
      onChange={(value) => {
        onValue(value === '' ? undefined : value)
      }}
    />
  )
}

function PairField({ setting, question, problems, onValue }: FieldProps) {
  const value = question[setting.name]
  const [low = '', high = ''] = texts(value)
  const names = setting.name === 'anchors' ? [r.low, r.high] : [r.first, r.second]
  const change = (next: [string, string]) => {
    onValue(next.every((word) => word === '') ? undefined : next)
  }
  return (
    <fieldset className={styles.fieldset}>
      <legend>{labelOf(question, setting.name)}</legend>
      <div className={styles.inline}>
        <TextInput
          size="sm"
          aria-label={names[0] ?? ''}
          placeholder={names[0] ?? ''}
          value={low}
          onChange={(event) => {
            change([event.currentTarget.value, high])
          }}
        />
        <TextInput
          size="sm"
          aria-label={names[1] ?? ''}
          placeholder={names[1] ?? ''}
          value={high}
          onChange={(event) => {
            change([low, event.currentTarget.value])
          }}
        />
      </div>
      <Problems problems={problems} />
    </fieldset>
  )
}

function ListField({ setting, question, problems, onValue }: FieldProps) {
  const words = texts(question[setting.name])
  return (
    <Textarea
      key={words.join('\n')}
      label={labelOf(question, setting.name)}
      description={noteOf(question, setting.name)}
      autosize
      minRows={2}
      maxRows={10}
      defaultValue={words.join('\n')}
      error={problems.join(' ') || null}
      onBlur={(event) => {
        const lines = event.currentTarget.value
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
        if (lines.join('\n') !== words.join('\n')) onValue(lines.length > 0 ? lines : undefined)
      }}
    />
  )
}

export function Problems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} role="alert">
      {problems.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  )
}

function TableField(props: FieldProps & { table: keyof typeof TABLES }) {
  const { setting, question, problems, onValue, table } = props
  const rows = objects(question[setting.name])
  return (
    <fieldset className={styles.fieldset}>
      <legend>{labelOf(question, setting.name)}</legend>
      {noteOf(question, setting.name) && (
        <p className={styles.note}>{noteOf(question, setting.name)}</p>
      )}
      <RowsEditor
        title={labelOf(question, setting.name)}
        columns={TABLES[table]}
        rows={rows}
        fresh={(there) => ({
          ...FRESH[table],
          id: freeId(
            asText(FRESH[table]['id']),
            there.map((row) => asText(row['id'])),
          ),
        })}
        onRows={(next) => {
          onValue(next.length > 0 || table !== 'tracks' ? next : undefined)
        }}
      />
      <Problems problems={problems} />
    </fieldset>
  )
}

function AxisField({ setting, question, problems, onValue }: FieldProps) {
  const own = question[setting.name]
  const axis = typeof own === 'object' && own !== null ? (own as Row) : (AXES[setting.name] ?? {})
  return (
    <fieldset className={styles.fieldset}>
      <legend>{labelOf(question, setting.name)}</legend>
      <RowsEditor
        title={labelOf(question, setting.name)}
        columns={AXIS_COLUMNS}
        rows={[axis]}
        single
        onRows={([row]) => {
          onValue(row)
        }}
      />
      <Problems problems={problems} />
    </fieldset>
  )
}

/** One setting of a question, in the form that its type calls for. */
export function SettingField(props: FieldProps) {
  const { setting, question, problems, onValue } = props
  switch (setting.type) {
    case 'number':
      return <NumberField {...props} />
    case 'select':
      return <SelectField {...props} />
    case 'question':
      return <EarlierField {...props} />
    case 'pair':
      return <PairField {...props} />
    case 'list':
      return <ListField {...props} />
    case 'axis':
      return <AxisField {...props} />
    case 'tracks':
    case 'dimensions':
    case 'fields':
      return <TableField {...props} table={setting.type} />
    case 'flag':
      return (
        <Checkbox
          label={labelOf(question, setting.name)}
          checked={(question[setting.name] ?? setting.standard) === true}
          error={problems.join(' ') || null}
          onChange={(event) => {
            const { checked } = event.currentTarget
            onValue(checked === setting.standard ? undefined : checked)
          }}
        />
      )
    case 'text':
      return (
        <TextInput
          label={labelOf(question, setting.name)}
          description={noteOf(question, setting.name)}
          placeholder={asText(setting.standard)}
          className={styles.middle}
          value={asText(question[setting.name])}
          error={problems.join(' ') || null}
          onChange={(event) => {
            onValue(event.currentTarget.value || undefined)
          }}
        />
      )
    case 'labels':
      return (
        <fieldset className={styles.fieldset}>
          <legend>{labelOf(question, 'labels')}</legend>
          <p className={styles.note}>{noteOf(question, 'labels')}</p>
          <LabelsField rows={objects(question['labels'])} onRows={onValue} />
          <Problems problems={problems} />
        </fieldset>
      )
  }
}
