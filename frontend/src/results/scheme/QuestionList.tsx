import { useState } from 'react'

import type { SchemeProblem } from '../../api/types'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import type { IconName } from '../../theme/Icon'
import { Tag } from '../../theme/Tag'
import { QuestionForm } from './QuestionForm'
import type { Body, Change } from './editing'
import { asText, isKind } from './kinds'
import type { Settings } from './kinds'
import styles from './scheme.module.css'

interface QuestionListProps {
  body: Body
  open: string | null
  problems: readonly SchemeProblem[]
  onChange: (change: Change) => void
}

function Tool({
  icon,
  label,
  disabled = false,
  onClick,
}: {
  icon: IconName
  label: string
  disabled?: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={15} />
    </button>
  )
}

function Head({
  question,
  index,
  count,
  isOpen,
  wrong,
  onChange,
  onMove,
}: {
  question: Settings
  index: number
  count: number
  isOpen: boolean
  wrong: number
  onChange: (change: Change) => void
  onMove: (from: number, to: number) => void
}) {
  const name = asText(question['text']) || question.id
  return (
    <header className={styles.head}>
      <button
        type="button"
        className={styles.handle}
        aria-label={m.studio.editor.drag(name)}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData('text/emotate-question', String(index))
        }}
        onKeyDown={(event) => {
          const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
          if (!by) return
          event.preventDefault()
          onMove(index, index + by)
        }}
      >
        <Icon name="menu" size={16} />
      </button>
      <button
        type="button"
        className={styles.opener}
        aria-expanded={isOpen}
        onClick={() => {
          onChange({ type: 'open', id: isOpen ? null : question.id })
        }}
      >
        <span className={styles.number}>{index + 1}</span>
        <span className={styles.name}>
          <b dir="auto">{name}</b>
          <span>
            {isKind(question.kind) ? m.kinds[question.kind] : question.kind}{' '}
            <span className="mono">{question.id}</span>
            {question['show_when'] ? <Tag>{m.studio.settings['show_when']}…</Tag> : null}
            {wrong > 0 && <Tag tone="bad">{m.studio.editor.toFix(wrong)}</Tag>}
          </span>
        </span>
      </button>
      <span className={styles.tools}>
        <Tool
          icon="up"
          label={`${m.studio.editor.up}: ${name}`}
          disabled={index === 0}
          onClick={() => {
            onMove(index, index - 1)
          }}
        />
        <Tool
          icon="down"
          label={`${m.studio.editor.down}: ${name}`}
          disabled={index === count - 1}
          onClick={() => {
            onMove(index, index + 1)
          }}
        />
        <Tool
          icon="copy"
          label={`${m.studio.editor.duplicate}: ${name}`}
          onClick={() => {
            onChange({ type: 'duplicate', index })
          }}
        />
        <Tool
          icon="close"
          label={m.studio.editor.removeAsk(name)}
          onClick={() => {
            onChange({ type: 'remove', index })
          }}
        />
      </span>
    </header>
  )
}

/** The questions in their order; the open one shows its settings. */
export function QuestionList({ body, open, problems, onChange }: QuestionListProps) {
  const [said, setSaid] = useState('')
  const [over, setOver] = useState<number | null>(null)
  const { questions } = body
  const move = (from: number, to: number) => {
    if (to < 0 || to >= questions.length) return
    onChange({ type: 'move', from, to })
    setSaid(m.studio.editor.movedTo(to + 1, questions.length))
  }
  return (
    <>
      <ol className={styles.questions}>
        {questions.map((question, index) => {
          const isOpen = question.id === open
          const own = problems.filter((problem) => problem.question === question.id)
          return (
            // While its name is being typed, a question is known by its place. Dropping is an extra
            // for the mouse; the handle does the same by key.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={isOpen ? `open ${question.kind}` : `${question.id} ${String(index)}`}
              className={styles.question}
              data-open={isOpen || undefined}
              data-over={over === index || undefined}
              onDragOver={(event) => {
                if (!event.dataTransfer.types.includes('text/emotate-question')) return
                event.preventDefault()
                setOver(index)
              }}
              onDragLeave={() => {
                setOver(null)
              }}
              onDrop={(event) => {
                const from = event.dataTransfer.getData('text/emotate-question')
                setOver(null)
                if (!from) return
                event.preventDefault()
                move(Number(from), index)
              }}
            >
              <Head
                question={question}
                index={index}
                count={questions.length}
                isOpen={isOpen}
                wrong={own.length}
                onChange={onChange}
                onMove={move}
              />
              {isOpen && (
                <QuestionForm
                  question={question}
                  earlier={questions.slice(0, index)}
                  problems={problems}
                  onSet={(name, value) => {
                    onChange({ type: 'set', index, name, value })
                  }}
                  onRename={(id) => {
                    onChange({ type: 'rename', index, id })
                  }}
                />
              )}
            </li>
          )
        })}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  )
}
