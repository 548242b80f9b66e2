import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { queries } from '../api/queries'
import type { WorkCard } from '../api/types'
import { Page } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { useUser } from '../app/session'
import { formatDuration, m } from '../i18n'
import { Icon } from '../theme/Icon'
import styles from './work.module.css'

function Card({ card }: { card: WorkCard }) {
  const done = card.total > 0 ? (card.submitted / card.total) * 100 : 0
  const pace = card.seconds_per_item
  const started = card.submitted > 0 || card.has_draft
  return (
    <article className={styles.card}>
      <div className={styles.cardBody}>
        <h2 dir="auto">{card.title}</h2>
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
          <b>{card.remaining > 0 ? m.work.left(card.remaining) : m.work.allDone}</b>
          {card.remaining > 0 && (
            <span>
              {pace ? m.work.minutes(formatDuration(pace * card.remaining)) : m.work.noPace}
            </span>
          )}
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
      </div>
      <div className={styles.cardTools}>
        {card.remaining > 0 && (
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
    </Page>
  )
}
