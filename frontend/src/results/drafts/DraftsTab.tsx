import { Alert, Button, Group, Progress, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import { startAutolabel } from '../../api/endpoints'
import { queries } from '../../api/queries'
import type { DraftRun } from '../../api/types'
import { Panel } from '../../app/Page'
import { EmptyState, Loading, errorText } from '../../app/States'
import { useUser } from '../../app/session'
import { formatPercent, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import { useProject } from '../ProjectLayout'
import { DataTable } from '../plots/PlotFrame'
import styles from '../results.module.css'
import { Beside } from './Beside'

function RunCard({ slug }: { slug: string }) {
  const cards = useQuery(queries.cards())
  const user = useUser()
  const [card, setCard] = useState<string | null>(null)
  const run = useMutation({ mutationFn: (id: string) => startAutolabel(slug, id) })
  if (cards.data?.length === 0) return <Panel title={m.drafts.run}>{m.drafts.noCards}</Panel>
  return (
    <Panel title={m.drafts.run} note={m.drafts.note}>
      <Group align="flex-end" gap="sm">
        <Select
          label={m.drafts.card}
          w={280}
          data={cards.data?.map(({ id, title }) => ({ value: id, label: title })) ?? []}
          value={card}
          onChange={setCard}
        />
        <Button
          disabled={!card}
          loading={run.isPending}
          onClick={() => {
            if (card) run.mutate(card)
          }}
        >
          {m.drafts.start}
        </Button>
      </Group>
      <div aria-live="polite">
        {run.error && (
          <Alert color="red" mt="sm">
            {errorText(run.error)}
          </Alert>
        )}
        {run.data && (
          <Alert mt="sm">
            {m.drafts.started}{' '}
            {user.role === 'admin' && <Link to={`/jobs/${run.data.id}`}>{m.drafts.showJob}</Link>}
          </Alert>
        )}
      </div>
    </Panel>
  )
}

function Outputs({ run }: { run: DraftRun }) {
  return (
    <DataTable
      title={m.drafts.outputs}
      minWidth={300}
      head={[m.drafts.label, m.drafts.mean, m.drafts.sd, m.drafts.top]}
      rows={Object.values(run.outputs).map((output) => [
        output.text,
        output.mean,
        output.sd,
        output.top_share === null ? null : formatPercent(output.top_share, 1),
      ])}
    />
  )
}

function Run({ run }: { run: DraftRun }) {
  return (
    <Panel
      title={run.title}
      note={
        <>
          <span className="mono">{run.card}</span>
          {run.baseline && <Tag tone="dashed">{m.drafts.baseline}</Tag>}
        </>
      }
    >
      <dl className={styles.texts}>
        <dt>{m.drafts.quality}</dt>
        <dd>{run.quality}</dd>
        <dt>{m.drafts.licence}</dt>
        <dd>{run.licence}</dd>
        <dt>{m.drafts.answers}</dt>
        <dd>
          {run.questions.length === 0
            ? m.drafts.answersNone
            : run.questions.map(({ id, text }) => (
                <span key={id} dir="auto" className={styles.line}>
                  {text}
                </span>
              ))}
        </dd>
      </dl>
      {run.covered > 0 && <Outputs run={run} />}
      <Progress
        value={run.total > 0 ? (run.covered / run.total) * 100 : 0}
        size="sm"
        mt="md"
        aria-hidden="true"
      />
      <p className={styles.small}>{m.drafts.covered(run.covered, run.total)}</p>
    </Panel>
  )
}

export function DraftsTab() {
  const { slug } = useProject()
  const drafts = useQuery(queries.drafts(slug))
  return (
    <>
      <RunCard slug={slug} />
      <Loading query={drafts}>
        {(runs) =>
          runs.length === 0 ? (
            <EmptyState icon="robot" title={m.drafts.empty} text={m.drafts.emptyText} />
          ) : (
            <>
              <div className={styles.twoPlots}>
                {runs.map((run) => (
                  <Run key={run.card} run={run} />
                ))}
              </div>
              {runs.flatMap((run) =>
                run.questions.map((question) => (
                  <Beside
                    key={`${run.card} ${question.id}`}
                    slug={slug}
                    run={run}
                    question={question}
                  />
                )),
              )}
            </>
          )
        }
      </Loading>
    </>
  )
}
