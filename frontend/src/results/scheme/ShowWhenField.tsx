import { Checkbox, Group, NumberInput, Select, TagsInput } from '@mantine/core'

import { m } from '../../i18n'
import { Problems } from './SettingField'
import { asText, conditionOf, labelsOf, texts } from './kinds'
import type { Row, Settings } from './kinds'
import styles from './scheme.module.css'

interface ShowWhenProps {
  question: Settings
  earlier: readonly Settings[]
  problems: readonly string[]
  onValue: (value: Row | undefined) => void
}

/** The condition that a new dependence on a question begins with. */
function conditionOn(target: Settings): Row {
  const kind = conditionOf(target)
  const [first] = labelsOf(target)
  if (kind === 'labels' && first) return { question: target.id, in: [first.id] }
  if (kind === 'range' && typeof target['min'] === 'number') {
    return { question: target.id, min: target['min'] }
  }
  return { question: target.id, answered: true }
}

function AnyOf({
  target,
  condition,
  onValue,
}: {
  target: Settings
  condition: Row
  onValue: (value: Row) => void
}) {
  const chosen = texts(condition['in'])
  const change = (next: string[]) => {
    onValue({ question: target.id, in: next })
  }
  if (target.kind === 'words') {
    return <TagsInput label={m.studio.showWhen.any} value={chosen} onChange={change} />
  }
  return (
    <Checkbox.Group label={m.studio.showWhen.any} value={chosen} onChange={change}>
      <Group gap="sm" mt={4}>
        {labelsOf(target).map((label) => (
          <Checkbox key={label.id} size="sm" value={label.id} label={label.text} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function Between({
  target,
  condition,
  onValue,
}: {
  target: Settings
  condition: Row
  onValue: (value: Row) => void
}) {
  const end = (name: 'min' | 'max', label: string) => (
    <NumberInput
      label={label}
      hideControls
      w={110}
      value={typeof condition[name] === 'number' ? condition[name] : ''}
      onChange={(next) => {
        const { [name]: _old, ...rest } = condition
        onValue(typeof next === 'number' ? { ...rest, [name]: next } : { ...rest })
      }}
    />
  )
  return (
    <Group gap="sm" aria-label={`${target.id} ${m.studio.showWhen.between}`}>
      {end('min', m.studio.showWhen.from)}
      {end('max', m.studio.showWhen.to)}
    </Group>
  )
}

/** "Show only when": an earlier question, and what its answer must be. */
export function ShowWhenField({ question, earlier, problems, onValue }: ShowWhenProps) {
  const own = question['show_when']
  const condition = typeof own === 'object' && own !== null ? (own as Row) : null
  const target = earlier.find((one) => one.id === condition?.['question'])
  const answered = condition?.['answered'] === true
  const by = target ? conditionOf(target) : 'answered'
  return (
    <fieldset className={styles.fieldset}>
      <legend>{m.studio.settings['show_when']}</legend>
      {earlier.length === 0 && !condition ? (
        <p className={styles.note}>{m.studio.showWhen.first}</p>
      ) : (
        <>
          <div className={styles.inline}>
            <Select
              aria-label={m.studio.showWhen.question}
              allowDeselect={false}
              className={styles.middle}
              data={[
                { value: '', label: m.studio.showWhen.always },
                ...earlier.map((one) => ({ value: one.id, label: asText(one['text']) || one.id })),
              ]}
              value={asText(condition?.['question'])}
              onChange={(id) => {
                const next = earlier.find((one) => one.id === id)
                onValue(next ? conditionOn(next) : undefined)
              }}
            />
            {target && by !== 'answered' && (
              <Checkbox
                label={m.studio.showWhen.answered}
                checked={answered}
                onChange={(event) => {
                  onValue(
                    event.currentTarget.checked
                      ? { question: target.id, answered: true }
                      : conditionOn(target),
                  )
                }}
              />
            )}
            {target && by === 'answered' && <span>{m.studio.showWhen.answered}</span>}
          </div>
          {target && condition && !answered && by === 'labels' && (
            <AnyOf target={target} condition={condition} onValue={onValue} />
          )}
          {target && condition && !answered && by === 'range' && (
            <Between target={target} condition={condition} onValue={onValue} />
          )}
          {condition && <p className={styles.note}>{m.studio.showWhen.note}</p>}
        </>
      )}
      <Problems problems={problems} />
    </fieldset>
  )
}
