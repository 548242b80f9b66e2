import { Button, Group, NumberInput } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'

import type { Accepted, AnswerValue, Question } from '../../api/types'
import { m } from '../../i18n'
import { QuestionBody } from '../../schemes/QuestionBody'
import { kindOf } from '../../schemes/kinds/registry'
import { shownLabels } from '../../schemes/labels'
import { Icon } from '../../theme/Icon'
import { Tag } from '../../theme/Tag'
import { mannerOf, pickingOf } from './expected'
import styles from './checks.module.css'

const t = m.studio.checks.form

/**
 * On the rating page a question is one stop of the Tab key and letters choose; here there are no
 * letters, so that each option is a stop of its own. Widgets redraw their options as they please.
 */
function useOptionStops(): React.RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = place.current
    if (!root) return
    const open = () => {
      for (const option of root.querySelectorAll<HTMLElement>('[data-option][tabindex="-1"]')) {
        option.tabIndex = 0
      }
    }
    open()
    const watch = new MutationObserver(open)
    watch.observe(root, { childList: true, subtree: true })
    return () => {
      watch.disconnect()
    }
  }, [])
  return place
}

interface ValueProps {
  question: Question
  value: AnswerValue | undefined
  onValue: (value: AnswerValue | null) => void
}

/** The widget that raters answer with, for an answer that is right. */
function Value({ question, value, onValue }: ValueProps) {
  const [picked, setPicked] = useState<string | null>(null)
  const place = useOptionStops()
  return (
    <div ref={place}>
      <QuestionBody
        question={question}
        answer={value === undefined ? undefined : { value }}
        labels={shownLabels(kindOf(question).labels(question))}
        picked={picked}
        disabled={false}
        task={null}
        player={null}
        onValue={onValue}
        onPick={setPicked}
      />
    </div>
  )
}

interface FieldProps {
  question: Question
  accepted: Accepted | undefined
  onAccepted: (accepted: Accepted | null) => void
}

function Labels({ question, accepted, onAccepted }: FieldProps) {
  return (
    <Value
      question={pickingOf(question)}
      value={accepted?.any_of?.map(String)}
      onValue={(value) => {
        onAccepted(Array.isArray(value) && value.length > 0 ? { any_of: value.map(String) } : null)
      }}
    />
  )
}

function Range({ question, accepted, onAccepted }: FieldProps) {
  const scale = question.kind === 'scale' ? question : null
  const ends = { min: accepted?.min ?? null, max: accepted?.max ?? null }
  const set = (next: typeof ends) => {
    onAccepted(next.min === null && next.max === null ? null : next)
  }
  const limits = { min: scale?.min ?? 0, max: scale?.max ?? 0, step: scale?.step ?? 1 }
  const field = (end: 'min' | 'max', label: string) => (
    <NumberInput
      label={label}
      w={110}
      {...limits}
      value={ends[end] ?? ''}
      onChange={(value) => {
        set({ ...ends, [end]: typeof value === 'number' ? value : null })
      }}
    />
  )
  return (
    <Group gap="md" align="flex-end">
      {field('min', t.from)}
      {field('max', t.to)}
    </Group>
  )
}

/** Whole answers, each of which is right; the last place is for one more. */
function WholeAnswers({ question, accepted, onAccepted }: FieldProps) {
  const values = accepted?.any_of ?? []
  const [more, setMore] = useState(false)
  const set = (next: AnswerValue[]) => {
    onAccepted(next.length > 0 ? { any_of: next } : null)
  }
  const places = values.length === 0 || more ? [...values, undefined] : values
  return (
    <div className={styles.answers}>
      {places.map((value, place) => (
        <section key={place} className={styles.answer} aria-label={t.answer(place + 1)}>
          <Value
            question={question}
            value={value}
            onValue={(next) => {
              setMore(false)
              set(
                next === null
                  ? values.filter((_, at) => at !== place)
                  : [...values.slice(0, place), next, ...values.slice(place + 1)],
              )
            }}
          />
          {value !== undefined && values.length > 1 && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t.removeAnswer(place + 1)}
              leftSection={<Icon name="close" size={13} />}
              onClick={() => {
                set(values.filter((_, at) => at !== place))
              }}
            >
              {m.common.remove}
            </Button>
          )}
        </section>
      ))}
      {values.length > 0 && !more && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="plus" size={13} />}
            onClick={() => {
              setMore(true)
            }}
          >
            {t.another}
          </Button>
        </div>
      )}
    </div>
  )
}

function noteOf(question: Question): string {
  const manner = mannerOf(question)
  if (manner === 'range' && question.kind === 'scale') {
    return t.rangeNote(String(question.min), String(question.max))
  }
  return { labels: t.labels, highest: t.highest, answers: t.answers, never: t.never, range: '' }[
    manner
  ]
}

/** What is right for one question of a known item. */
export function ExpectedField(props: FieldProps) {
  const { question, accepted } = props
  const manner = mannerOf(question)
  const id = useId()
  return (
    <section className={styles.expected} data-judged={accepted !== undefined || undefined}>
      <header>
        <h3 id={id}>{question.text}</h3>
        {manner !== 'never' && (
          <span>
            <Tag tone={accepted ? 'good' : 'plain'}>{accepted ? t.judged : t.open}</Tag>
          </span>
        )}
      </header>
      <p className={styles.note}>{noteOf(question)}</p>
      {manner !== 'never' && (
        <div role="group" aria-labelledby={id}>
          {(manner === 'labels' || manner === 'highest') && <Labels {...props} />}
          {manner === 'range' && <Range {...props} />}
          {manner === 'answers' && <WholeAnswers {...props} />}
        </div>
      )}
    </section>
  )
}
