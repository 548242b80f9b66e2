import { useMemo } from 'react'
import { createPortal } from 'react-dom'

import type { SpansQuestion, Task, TextSpan } from '../../../api/types'
import { m } from '../../../i18n'
import { Icon } from '../../../theme/Icon'
import type { ShownLabel } from '../../labels'
import { useStage } from '../../stage'
import type { WidgetProps } from '../../types'
import { LabelButtons, NothingButton } from '../../widgets/Marking'
import shared from '../../widgets/widgets.module.css'
import { labelText } from '../texts'
import { Passages, turnName } from './Passages'
import { handOfSpan, passageOf, readHand, sourcesOf, spansWithLabel } from './hand'
import type { Source } from './hand'
import { spansIn } from './rules'
import styles from './spans.module.css'

function SpanList(props: {
  sources: readonly Source[]
  spans: readonly TextSpan[]
  labels: readonly ShownLabel[]
  selected: number | null
  disabled: boolean
  onSelect: (index: number) => void
  onRemove: (index: number) => void
}) {
  return (
    <ol className={styles.list}>
      {props.spans.map((span, index) => {
        const label = labelText(props.labels, span.label)
        const source = props.sources.find((candidate) => candidate.turn === span.turn)
        const colour = props.labels.find((candidate) => candidate.id === span.label)?.colour
        return (
          <li key={index} data-selected={props.selected === index || undefined}>
            <button
              type="button"
              className={styles.entry}
              tabIndex={-1}
              aria-pressed={props.selected === index}
              disabled={props.disabled}
              onClick={() => {
                props.onSelect(index)
              }}
            >
              <span className={shared.swatch} style={{ background: colour }} aria-hidden="true" />
              <b dir="auto">{label}</b> <span dir="auto">“{span.text}”</span>{' '}
              {source && span.turn !== 0 && <span className={shared.note}>{turnName(source)}</span>}
            </button>
            <button
              type="button"
              className={shared.clear}
              tabIndex={-1}
              aria-label={m.kindWords.removeSpan(label, span.text)}
              disabled={props.disabled}
              onClick={() => {
                props.onRemove(index)
              }}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        )
      })}
    </ol>
  )
}

const NO_COLOURS = new Map<string, string>()

/** The same words in the same place while the question is not asked yet. */
export function ReadPassages({ question, task }: { question: SpansQuestion; task: Task }) {
  const sources = useMemo(() => sourcesOf(task, question.scope), [task, question.scope])
  return (
    <Passages
      sources={sources}
      spans={[]}
      hand={{ what: 'nothing' }}
      colours={NO_COLOURS}
      language={task.language}
      disabled
      onPick={() => undefined}
    />
  )
}

/** Passages of the words. These stand once on the page: in the card only where nothing else has them. */
export function SpansWidget(props: WidgetProps<SpansQuestion>) {
  const { question, answer, labels, picked, disabled, task, onValue, onPick } = props
  const sources = useMemo(() => sourcesOf(task, question.scope), [task, question.scope])
  const colours = useMemo(() => new Map(labels.map(({ id, colour }) => [id, colour])), [labels])
  const given = spansIn(answer?.value)
  const spans = given ?? []
  const hand = readHand(picked)
  const passage = passageOf(sources, hand)
  const stage = useStage()
  if (sources.length === 0) return <p className={shared.note}>{m.kindWords.noWords}</p>
  const inHand = hand.what === 'span' ? spans[hand.index] : undefined
  const passages = (
    <Passages
      sources={sources}
      spans={spans}
      hand={hand}
      colours={colours}
      language={task?.language ?? null}
      disabled={disabled}
      onPick={onPick}
    />
  )
  return (
    <div className={styles.spans}>
      {stage.words === null && passages}
      {stage.words && stage.reader === question.id && createPortal(passages, stage.words)}
      <p className={shared.note} role="status">
        {passage ? m.kindWords.spanInHand(passage.text) : m.kindWords.spanHint}
      </p>
      <LabelButtons
        labels={labels}
        chosen={inHand?.label ?? null}
        disabled={disabled || (!passage && !inHand)}
        onChoose={(label) => {
          const next = spansWithLabel(sources, spans, hand, label)
          if (!next) return
          onValue(next.spans)
          onPick(handOfSpan(next.index))
        }}
      />
      <SpanList
        sources={sources}
        spans={spans}
        labels={labels}
        selected={hand.what === 'span' ? hand.index : null}
        disabled={disabled}
        onSelect={(index) => {
          onPick(handOfSpan(index))
        }}
        onRemove={(index) => {
          const left = spans.toSpliced(index, 1)
          onPick(null)
          onValue(left.length > 0 ? left : null)
        }}
      />
      {(question.min ?? 0) === 0 && (
        <NothingButton
          pressed={given?.length === 0}
          disabled={disabled}
          onToggle={() => {
            onPick(null)
            onValue(given?.length === 0 ? null : [])
          }}
        />
      )}
    </div>
  )
}
