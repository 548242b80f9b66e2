import { useQuery } from '@tanstack/react-query'

import { queries } from '../api/queries'
import type { ModelCard } from '../api/types'
import { Page, Panel } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { m } from '../i18n'
import { Tag } from '../theme/Tag'
import styles from './admin.module.css'

function Card({ card }: { card: ModelCard }) {
  const facts = [
    [m.cards.quality, card.quality],
    [m.cards.data, card.trained_on.join('; ')],
    [m.cards.licence, card.licence],
    [m.cards.modality, card.modality],
    [m.cards.kind, `${card.kind} ${card.version}`],
    [m.cards.languages, card.languages.join(', ')],
    [m.cards.labels, card.labels.join(', ')],
  ] as const
  return (
    <Panel
      title={card.title}
      note={<span className="mono">{card.id}</span>}
      tools={card.baseline && <Tag tone="dashed">{m.drafts.baseline}</Tag>}
    >
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || '–'}</dd>
          </div>
        ))}
        <div>
          <dt>{m.cards.hash}</dt>
          <dd className="mono">{card.hash.slice(0, 16)}</dd>
        </div>
      </dl>
      {card.notes.length > 0 && (
        <details className={styles.notes}>
          <summary>{m.cards.notes}</summary>
          {card.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </details>
      )}
    </Panel>
  )
}

export function CardsPage() {
  const cards = useQuery(queries.cards())
  return (
    <Page title={m.cards.title} lead={m.cards.lead}>
      <Loading query={cards}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="cards" title={m.cards.empty} text={m.cards.emptyText} />
          ) : (
            <div className={styles.cards}>
              {rows.map((card) => (
                <Card key={card.id} card={card} />
              ))}
            </div>
          )
        }
      </Loading>
    </Page>
  )
}
