import { Checkbox, TextInput, Textarea } from '@mantine/core'

import type { SchemeProblem } from '../../api/types'
import { m } from '../../i18n'
import { Problems, SettingField } from './SettingField'
import { ShowWhenField } from './ShowWhenField'
import { problemsAt } from './editing'
import { SETTINGS, asText, isKind } from './kinds'
import type { Settings } from './kinds'
import styles from './scheme.module.css'

export interface QuestionFormProps {
  question: Settings
  earlier: readonly Settings[]
  problems: readonly SchemeProblem[]
  onSet: (name: string, value: unknown) => void
  onRename: (id: string) => void
}

const FLAGS = [
  ['required', true],
  ['cannot_tell', false],
  ['confidence', false],
] as const

/** All settings of one question; what the server finds wrong stands beside the setting. */
export function QuestionForm({ question, earlier, problems, onSet, onRename }: QuestionFormProps) {
  const own = isKind(question.kind) ? SETTINGS[question.kind] : []
  const names = ['id', 'text', 'help', 'required', 'cannot_tell', 'confidence', 'show_when'].concat(
    own.map((setting) => setting.name),
  )
  const at = (name: string | null) => problemsAt(problems, question.id, names, name)
  const wide = own.filter((one) => !['number', 'flag', 'select'].includes(one.type))
  const small = own.filter((one) => ['number', 'select'].includes(one.type))
  const flags = own.filter((one) => one.type === 'flag')
  const field = (setting: (typeof own)[number]) => (
    <SettingField
      key={setting.name}
      setting={setting}
      question={question}
      earlier={earlier}
      problems={at(setting.name)}
      onValue={(value) => {
        onSet(setting.name, value)
      }}
    />
  )
  return (
    <div className={styles.form}>
      <Problems problems={at(null)} />
      <Textarea
        label={m.studio.settings['text']}
        autosize
        minRows={1}
        value={asText(question['text'])}
        error={at('text').join(' ') || null}
        onChange={(event) => {
          onSet('text', event.currentTarget.value)
        }}
      />
      <Textarea
        label={m.studio.settings['help']}
        autosize
        minRows={1}
        value={asText(question['help'])}
        error={at('help').join(' ') || null}
        onChange={(event) => {
          onSet('help', event.currentTarget.value || undefined)
        }}
      />
      {wide.map(field)}
      {small.length > 0 && <div className={styles.grid}>{small.map(field)}</div>}
      <div className={styles.flags}>
        {flags.map(field)}
        {FLAGS.map(([name, standard]) => (
          <Checkbox
            key={name}
            label={m.studio.settings[name]}
            checked={(question[name] ?? standard) === true}
            error={at(name).join(' ') || null}
            onChange={(event) => {
              const { checked } = event.currentTarget
              onSet(name, checked === standard ? undefined : checked)
            }}
          />
        ))}
      </div>
      <ShowWhenField
        question={question}
        earlier={earlier}
        problems={at('show_when')}
        onValue={(value) => {
          onSet('show_when', value)
        }}
      />
      <TextInput
        label={m.studio.settings['id']}
        description={m.studio.settingNotes['id']}
        className={styles.middle}
        value={question.id}
        error={at('id').join(' ') || null}
        onChange={(event) => {
          onRename(event.currentTarget.value)
        }}
      />
    </div>
  )
}
