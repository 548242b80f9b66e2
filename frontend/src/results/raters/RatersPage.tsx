import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import { comparing } from '../../api/agreement'
import type { RaterCompared, RatersCompared } from '../../api/types'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { formatDuration, formatNumber, formatPercent, m } from '../../i18n'
import { useProject } from '../ProjectLayout'
import { QuestionChips } from '../agreement/QuestionChips'
import { byAgreement } from '../agreement/rows'
import { Repeats } from './Repeats'
import { wordsOf } from './words'
import styles from './raters.module.css'

const t = m.studio.comparing

const COLUMNS = [
  { title: t.rater },
  { title: t.items },
  { title: t.pace },
  { title: t.agreement },
  { title: t.words, width: 420 },
]

export const shown = (value: number | null | undefined, digits = 2) =>
  value == null ? '–' : formatNumber(value, digits)

function Row({
  slug,
  rater,
  compared,
}: {
  slug: string
  rater: RaterCompared
  compared: RatersCompared
}) {
  const { agreement } = rater
  return (
    <CardRow>
      <Cell part="title">
        <Link to={`/projects/${slug}/raters/${String(rater.rater)}?question=${compared.question}`}>
          <bdi>{rater.name}</bdi>
        </Link>
      </Cell>
      <Cell name={t.items} num>
        {formatNumber(rater.submitted)}
      </Cell>
      <Cell name={t.pace} num empty={rater.seconds_per_item === null}>
        {rater.seconds_per_item === null ? '–' : formatDuration(rater.seconds_per_item)}
      </Cell>
      <Cell name={t.agreement} num>
        {shown(agreement.value)}
        {agreement.low !== null && (
          <span className={styles.interval}>
            {shown(agreement.low)} … {shown(agreement.high)}
          </span>
        )}
        {rater.careless && (rater.careless.value ?? 0) >= 0.2 && (
          <span className={styles.interval}>
            {t.careless}: {formatPercent(rater.careless.value ?? 0)}
          </span>
        )}
      </Cell>
      <Cell name={t.words} part="wide">
        <ul className={styles.words}>
          {wordsOf(rater, compared).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Cell>
    </CardRow>
  )
}

/** Which question the page is about: that of the address, else the first. */
export function useAskedQuestion() {
  const { scheme } = useProject()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('question')
  const question = scheme.questions.find(({ id }) => id === asked) ?? scheme.questions[0]
  const choose = (id: string) => {
    setSearch({ question: id }, { replace: true })
  }
  return { questions: scheme.questions, question: question?.id ?? '', choose }
}

/** All raters of a question beside each other, the least agreement first. */
export function RatersPage() {
  const { slug } = useProject()
  const { questions, question, choose } = useAskedQuestion()
  const query = useQuery(comparing.raters(slug, question))
  return (
    <>
      <QuestionChips questions={questions} value={question} onChange={choose} />
      <Loading query={query}>
        {(compared) => {
          const raters = byAgreement(compared.raters ?? [])
          if (raters.length === 0) {
            const text = compared.raters === null ? t.noDistance : t.noRaters
            return <EmptyState icon="users" title={t.inDetail} text={text} />
          }
          return (
            <>
              <Panel title={t.raters(compared.text)} note={t.kindly}>
                <CardTable columns={COLUMNS} className={styles.raters}>
                  {raters.map((rater) => (
                    <Row key={rater.rater} slug={slug} rater={rater} compared={compared} />
                  ))}
                </CardTable>
              </Panel>
              <Repeats slug={slug} question={compared.question} />
            </>
          )
        }}
      </Loading>
    </>
  )
}
