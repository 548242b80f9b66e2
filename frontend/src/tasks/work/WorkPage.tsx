import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { queries } from '../../api/queries'
import type { WorkCard } from '../../api/types'
import { Page } from '../../app/Page'
import { EmptyState, Loading } from '../../app/States'
import { useUser } from '../../app/session'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { wordsOf } from '../screens/blocks'
import { durationText, timeLeft } from '../timeLeft'
import styles from './work.module.css'

/** What stands in the way, or what comes first; null where the work can simply go on. */
function standing(card: WorkCard): string | null {
  if (card.state === 'paused') return m.work.paused
  if (card.state === 'closed') return m.work.closed
  if (card.blocked) {
    const { text, wayOut } = wordsOf({ code: card.blocked.code, blocked: card.blocked })
    return `${text} ${wayOut}`.trim()
  }
  return card.stage === 'work' ? null : m.work[card.stage]
}

/** How long the rest takes at the rater's own pace, or when that will show. */
function paceText({ seconds_per_item: pace, submitted, remaining }: WorkCard): string {
  const span = timeLeft(pace, submitted, remaining)
  if (span === null) return m.work.noPace
  const text = durationText(span)
  return text === null ? m.rating.lastMinute : m.work.minutes(text)
}

function Card({ card }: { card: WorkCard }) {
  const done = card.total > 0 ? (card.submitted / card.total) * 100 : 0
  const started = card.submitted > 0 || card.has_draft
  const note = standing(card)
  // Which languages somebody knows is asked on the way to the first item.
  const open = card.state === 'open' && (!card.blocked || card.blocked.code === 'language')
  const wanted = open && (card.remaining > 0 || card.stage !== 'work')
  return (
    <article className={styles.card}>
      <div className={styles.cardBody}>
        <h2>
          <bdi>{card.title}</bdi>
        </h2>
        {card.description && <p dir="auto">{card.description}</p>}
        {card.content_warning && (
          <p className={styles.warning}>
            <Icon name="info" size={15} />
            <span>
              <b>{m.work.warning}:</b> {card.content_warning}
            </span>
          </p>
        )}
      </div>
      <div className={styles.cardProgress}>
        <p className="num">
          <b>{card.remaining > 0 || !open ? m.work.left(card.remaining) : m.work.allDone}</b>
          {card.remaining > 0 && open && <span>{paceText(card)}</span>}
        </p>
        <Progress
          value={done}
          size="sm"
          aria-label={m.work.submitted(card.submitted, card.total)}
        />
        <p className={styles.small}>
          {m.work.submitted(card.submitted, card.total)}
          {card.has_draft ? ` · ${m.work.unfinished}` : ''}
        </p>
        {note !== null && (
          <p className={styles.small} dir="auto">
            {note}
          </p>
        )}
        {card.finish && (
          <p className={styles.small}>
            {m.work.code}: <b dir="ltr">{card.finish.completion_code}</b>
          </p>
        )}
      </div>
      <div className={styles.cardTools}>
        {wanted && (
          <Button
            component={Link}
            to={`/rate/${card.slug}`}
            rightSection={<Icon name="forward" size={16} />}
          >
            {started ? m.work.continue : m.work.start}
          </Button>
        )}
        {card.submitted > 0 && (
          <Button component={Link} to={`/answers/${card.slug}`} variant="default">
            {m.work.answers}
          </Button>
        )}
      </div>
    </article>
  )
}

/** Projects in which this person decides what raters disagree on. */
function Adjudication() {
  const projects = useQuery(queries.adjudicated())
  if (!projects.data || projects.data.length === 0) return null
  return (
    <section aria-labelledby="adjudication">
      <h2 id="adjudication">{m.work.adjudication}</h2>
      <p className={styles.small}>{m.work.adjudicationLead}</p>
      <div className={styles.cards}>
        {projects.data.map(({ slug, title, description }) => (
          <article key={slug} className={styles.card}>
            <div className={styles.cardBody}>
              <h3>
                <bdi>{title}</bdi>
              </h3>
              {description && <p dir="auto">{description}</p>}
            </div>
            <div className={styles.cardTools}>
              <Button component={Link} to={`/adjudicate/${slug}`}>
                {m.work.adjudicate}
              </Button>
            </div>
          </article>
        ))}
      </div>
    </section>
  )
}

export function WorkPage() {
  const user = useUser()
  const work = useQuery(queries.work())
  const rater = user.role === 'annotator'
  return (
    <Page title={m.work.title} lead={m.work.lead}>
      <Loading query={work}>
        {(cards) =>
          cards.length === 0 ? (
            <EmptyState
              icon="work"
              title={m.work.empty}
              text={rater ? m.work.emptyText : m.work.emptyResearcher}
            >
              {!rater && (
                <Button component={Link} to="/projects">
                  {m.work.toProjects}
                </Button>
              )}
            </EmptyState>
          ) : (
            <div className={styles.cards}>
              {cards.map((card) => (
                <Card key={card.slug} card={card} />
              ))}
            </div>
          )
        }
      </Loading>
      <Adjudication />
    </Page>
  )
}
