import { useMemo, useState } from 'react'

import { Key } from '../../actions/Key'
import { m } from '../../i18n'
import { FILTER_KEY } from '../kinds/keys'
import { LARGE_SET, findLabels, groupLabels, longestWord } from '../labelSets'
import type { ShownLabel } from '../labels'
import { leaveField } from './fields'
import styles from './labelSet.module.css'

interface LabelSetProps {
  /** Of the question: the field is found by it. */
  name: string
  labels: readonly ShownLabel[]
  /** The order was drawn for this rater, so groups would give it away. */
  drawn: boolean
  /** Labels that come first, as they were used last. */
  recent?: readonly string[]
  /** Stands after all labels where these are in groups, and none is sought. */
  footer?: React.ReactNode
  /** What is answered so far, in words: in a large set it may stand out of sight. */
  soFar: string | null
  /** Enter takes the first label that is found. */
  onTake: (label: string) => void
  /** After taking one, stay in the field to find another. */
  several?: boolean
  children: (labels: readonly ShownLabel[]) => React.ReactNode
}

function FilterField(props: {
  soFar: string | null
  typed: string
  found: number
  onType: (typed: string) => void
  onEnter: (field: HTMLElement) => void
}) {
  return (
    <div className={styles.filter}>
      <input
        type="search"
        data-part="filter"
        tabIndex={-1}
        aria-label={m.kindWords.filter}
        placeholder={m.kindWords.filter}
        value={props.typed}
        onChange={(event) => {
          props.onType(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            props.onType('')
            leaveField(event.currentTarget)
          } else if (event.key === 'Enter') props.onEnter(event.currentTarget)
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <Key name={FILTER_KEY} />
      <span className={styles.found} aria-live="polite">
        {props.typed ? m.kindWords.found(props.found) : ''}
      </span>
      <p className={styles.soFar} data-empty={props.soFar === null || undefined}>
        {props.soFar === null ? (
          m.questions.nothingSoFar
        ) : (
          <>
            {m.questions.soFar} <bdi>{props.soFar}</bdi>
          </>
        )}
      </p>
    </div>
  )
}

/** Labels as they are read: a large set with a field to find one, and in groups by valence. */
export function LabelSet(props: LabelSetProps) {
  const { labels, drawn, recent, several, footer, soFar, onTake, children } = props
  const [typed, setTyped] = useState('')
  const large = labels.length >= LARGE_SET
  const found = useMemo(() => findLabels(labels, typed), [labels, typed])
  const groups = useMemo(
    () => (typed ? [{ name: null, labels: found }] : groupLabels(labels, drawn, recent)),
    [typed, found, labels, drawn, recent],
  )
  return (
    <div
      className={styles.set}
      data-large={large || undefined}
      style={{ '--longest': longestWord(labels) } as React.CSSProperties}
    >
      {large && (
        <FilterField
          soFar={soFar}
          typed={typed}
          found={found.length}
          onType={setTyped}
          onEnter={(field) => {
            const [first] = found
            if (!first || !typed) return
            onTake(first.id)
            setTyped('')
            if (!several) leaveField(field)
          }}
        />
      )}
      {groups.map((group) => (
        <section key={group.name ?? 'all'}>
          {group.name && <h3 className={styles.heading}>{m.kindWords.labelGroups[group.name]}</h3>}
          {children(group.labels)}
        </section>
      ))}
      {groups.length > 1 && !typed && footer}
    </div>
  )
}
