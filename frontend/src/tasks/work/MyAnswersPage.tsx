import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import { queries } from '../../api/queries'
import type { MyRating, MyRatings, Scheme } from '../../api/types'
import { Page, Panel } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { formatDate, m } from '../../i18n'
import { Pager } from '../../results/Pager'
import { answerText } from '../../schemes/answerText'
import { OwnWork } from './OwnWork'
import styles from './work.module.css'

/** Each answer beside the words of its question, in the order of the scheme. */
function Given({ row, scheme }: { row: MyRating; scheme: Scheme | undefined }) {
  const asked = scheme?.questions ?? []
  return (
    <dl className={styles.given}>
      {asked.flatMap((question) => {
        const answer = row.answers[question.id]
        if (!answer) return []
        return [
          <div key={question.id}>
            <dt dir="auto">{question.text}</dt>
            <dd dir="auto">{answerText(answer, question)}</dd>
          </div>,
        ]
      })}
    </dl>
  )
}

function Row({ slug, row, mine }: { slug: string; row: MyRating; mine: MyRatings }) {
  return (
    <li className={styles.row}>
      <div>
        {row.transcript && (
          <p dir="auto" className={styles.said}>
            {row.transcript}
          </p>
        )}
        <p className={styles.small}>
          <span className="mono">{row.item}</span>
        </p>
      </div>
      <Given row={row} scheme={mine.schemes[String(row.scheme_version)]} />
      <div className={styles.when}>
        {row.can_change && row.assignment_id !== null && (
          <Button
            size="compact-md"
            variant="default"
            component={Link}
            to={`/rate/${slug}?reopen=${String(row.assignment_id)}`}
          >
            {m.answers.change}
          </Button>
        )}
        {row.submitted_at && <p className={styles.small}>{formatDate(row.submitted_at)}</p>}
        {row.revision > 1 && <p className={styles.small}>{m.answers.changed(row.revision - 1)}</p>}
        {row.scheme_version < mine.version && (
          <p className={styles.small}>{m.answers.older(row.scheme_version)}</p>
        )}
      </div>
    </li>
  )
}

const PAGE = 50
/** As the pager knows pages. */
function pageOf({ count, ratings }: MyRatings, page: number) {
  const at = (to: number, there: boolean) => (there ? String(to) : null)
  return {
    count,
    next: at(page + 1, page * PAGE < count),
    previous: at(page - 1, page > 1),
    results: ratings,
  }
}

export function MyAnswersPage() {
  const { slug = '' } = useParams()
  const [search] = useSearchParams()
  const page = Number(search.get('page')) || 1
  const ratings = useQuery(queries.myRatings(slug, page))
  const { state, title } = ratings.data ?? {}
  const some = (ratings.data?.count ?? 0) > 0
  const rate = state !== 'closed' && (
    <Button component={Link} to={`/rate/${slug}`}>
      {some ? m.answers.continue : m.answers.start}
    </Button>
  )
  const lead = state === 'closed' ? m.answers.closed : m.answers.leadOf(title ?? slug)
  return (
    <Page title={m.answers.title} lead={title ? lead : undefined} action={some && rate}>
      <Loading query={ratings}>
        {(mine) =>
          mine.count === 0 ? (
            <EmptyState icon="work" title={m.answers.empty} text={m.answers.emptyText}>
              {rate}
            </EmptyState>
          ) : (
            <>
              {page === 1 && <OwnWork slug={slug} />}
              <Panel>
                <ul className={styles.rows}>
                  {mine.ratings.map((row) => (
                    <Row key={row.item} slug={slug} row={row} mine={mine} />
                  ))}
                </ul>
                <Pager page={pageOf(mine, page)} />
              </Panel>
            </>
          )
        }
      </Loading>
    </Page>
  )
}
