import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'

import { queries } from '../../api/queries'
import type { QuestionDistribution } from '../../api/types'
import { EmptyState, Loading } from '../../app/States'
import { m } from '../../i18n'
import { InviteRaters } from '../InviteRaters'
import { useProject } from '../ProjectLayout'
import { Entropy, Histogram, Preference, Ranks, Shares } from './Labelled'
import { Edits, Parts, Points, Texts, Words } from './Structured'
import { MarksReading } from './MarksReading'
import { Systems } from './Systems'
import { TraceReading } from './TraceReading'
import type { ReadingProps } from './shared'

/** How labels of these kinds are read; the others by their share. */
const LABELLED: Partial<Record<string, ComponentType<ReadingProps>>> = {
  pair: Preference,
  rank: Ranks,
}

/** Readings in the order in which they stand, each for what the answers of a kind hold. */
const READINGS: readonly [keyof QuestionDistribution, ComponentType<ReadingProps>][] = [
  ['histogram', Histogram],
  ['systems', Systems],
  ['plane', Points],
  ['words', Words],
  ['texts', Texts],
  ['traces', TraceReading],
  ['parts', Parts],
  ['parts', MarksReading],
  ['edits', Edits],
]

function Reading(props: ReadingProps) {
  const { distribution } = props
  const Labelled = LABELLED[distribution.kind] ?? Shares
  return (
    <>
      {distribution.labels && <Labelled {...props} />}
      {READINGS.map(([field, Component], at) =>
        distribution[field] ? <Component key={`${field} ${String(at)}`} {...props} /> : null,
      )}
      {distribution.entropy?.length ? <Entropy {...props} /> : null}
    </>
  )
}

export function LabelsTab() {
  const { slug, scheme } = useProject()
  const query = useQuery(queries.distributions(slug))
  return (
    <Loading query={query}>
      {({ questions }) => {
        const answered = questions.filter((question) => question.n_ratings > 0)
        if (answered.length === 0) {
          return (
            <EmptyState icon="chart" title={m.labels.empty} text={m.labels.emptyText}>
              <InviteRaters slug={slug} />
            </EmptyState>
          )
        }
        return answered.map((distribution) => (
          <Reading
            key={distribution.id}
            slug={slug}
            distribution={distribution}
            question={scheme.questions.find((candidate) => candidate.id === distribution.id)}
          />
        ))
      }}
    </Loading>
  )
}
