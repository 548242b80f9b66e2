import { useId, useRef, useState } from 'react'

import { m } from '../../i18n'
import { findLabels } from '../labelSets'
import { leaveField } from './fields'
import fields from './fields.module.css'
import styles from './words.module.css'

const MOST_SUGGESTED = 8

interface WordFieldProps {
  name: string
  /** The name by which a key of the page finds the field. */
  part?: string
  suggestions: readonly string[]
  disabled: boolean
  language: string | null
  /** False when the word is there already. */
  onAdd: (word: string) => boolean
  /** Backspace in the empty field. */
  onRemoveLast: () => void
}

/** Words that fit what is typed. Nothing is suggested before something is typed, unless asked for. */
function suggested(suggestions: readonly string[], typed: string, asked: boolean): string[] {
  if (!typed.trim() && !asked) return []
  const known = suggestions.map((word) => ({ id: word, text: word }))
  return findLabels(known, typed)
    .slice(0, MOST_SUGGESTED)
    .map(({ text }) => text)
}

/** A field for one word after another: Enter adds, and so does leaving; Backspace removes, arrows choose a suggestion. */
export function WordField(props: WordFieldProps) {
  const { name, part = 'words', suggestions, disabled, language, onAdd, onRemoveLast } = props
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(-1)
  const [asked, setAsked] = useState(false)
  const [twice, setTwice] = useState<string | null>(null)
  const given = useRef(true)
  const found = suggested(suggestions, typed, asked)
  const chosen = found[at]
  const close = () => {
    setAt(-1)
    setAsked(false)
  }
  const add = (word: string) => {
    const clean = word.trim()
    if (!clean) return
    setTwice(onAdd(clean) ? null : clean)
    setTyped('')
    close()
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const { key } = event
    if (key === 'Enter' && (chosen ?? typed.trim()) && !event.ctrlKey) add(chosen ?? typed)
    else if (key === ',' && typed.trim()) add(typed)
    else if (key === 'Escape' && (asked || at >= 0)) close()
    else if (key === 'Escape' || key === 'Enter') {
      given.current = false
      setTyped('')
      leaveField(event.currentTarget)
      given.current = true
    } else if (key === 'Backspace' && typed === '') onRemoveLast()
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (found.length === 0) setAsked(true)
      else setAt((at + (key === 'ArrowDown' ? 1 : found.length)) % found.length)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.adding}>
      <input
        type="text"
        className={fields.field}
        data-part={part}
        role="combobox"
        aria-label={name}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : `${list}-${String(at)}`}
        placeholder={m.kindWords.wordPlaceholder}
        value={typed}
        disabled={disabled}
        dir="auto"
        lang={language ?? undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setTwice(null)
          setAt(-1)
        }}
        onBlur={() => {
          // A word that stands in the field is meant, also without Enter; Escape takes it away.
          if (given.current && !disabled) add(typed)
          close()
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" className={styles.suggestions} hidden={found.length === 0}>
        {found.map((word, index) => (
          <div
            key={word}
            id={`${list}-${String(index)}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerDown={(event) => {
              // Before the field loses the focus and the list closes.
              event.preventDefault()
              add(word)
            }}
          >
            {word}
          </div>
        ))}
      </div>
      <p className={styles.twice} role="status">
        {twice === null ? '' : m.kindWords.wordTwice(twice)}
      </p>
    </div>
  )
}
