import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import { decisions } from '../../api/decisions'
import { queries } from '../../api/queries'
import type { ProjectDetail, ProjectProgress } from '../../api/types'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { Loading } from '../../app/States'
import { formatAgo, formatDay, formatDuration, formatNumber, formatPercent, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { useProject } from '../ProjectLayout'
import { PersonName } from '../people/PersonName'
import { AnchoringReading, Arms } from './Experiments'
import { attention } from './attention'
import type { Finding } from './attention'
import { COLUMNS_HEIGHT, Columns } from '../plots/Bars'
import { PlotFrame } from '../plots/PlotFrame'
import shared from '../results.module.css'
import styles from './overview.module.css'

const t = m.studio.attention

const RATER_COLUMNS = [
  m.overview.rater,
  m.overview.submitted,
  m.overview.seconds,
  m.overview.last,
].map((title) => ({ title }))

function Tile({
  label,
  value,
  note,
  share,
}: {
  label: string
  value: string
  note: string
  share?: number
}) {
  return (
    <div className={styles.tile}>
      <p>{label}</p>
      <b className="num">{value}</b>
      <span className="num">{note}</span>
      {share !== undefined && (
        <div className={styles.tileBar} aria-hidden="true">
          <span style={{ inlineSize: formatPercent(Math.min(1, share), 1) }} />
        </div>
      )}
    </div>
  )
}

function Tiles({ project }: { project: ProjectDetail }) {
  const { items, complete, ratings, wanted, skipped } = project.counts
  const part = (done: number, all: number) => (all > 0 ? done / all : 0)
  return (
    <div className={styles.tiles}>
      <Tile
        label={m.overview.items}
        value={formatNumber(items)}
        note={m.overview.perItem(project.policy.raters_per_item ?? 1)}
      />
      <Tile
        label={m.overview.complete}
        value={formatPercent(part(complete, items))}
        note={`${formatNumber(complete)} ${m.overview.ofItems(items)}`}
        share={part(complete, items)}
      />
      <Tile
        label={m.overview.ratings}
        value={formatNumber(ratings)}
        note={m.overview.ofWanted(wanted)}
        share={part(ratings, wanted)}
      />
      <Tile
        label={m.overview.skipped}
        value={formatNumber(skipped)}
        note={m.overview.skippedNote}
      />
    </div>
  )
}

function Steps({ project }: { project: ProjectDetail }) {
  const { counts } = project
  const raters = project.members.some((member) => member.role === 'rater') || counts.ratings > 0
  const steps = [
    ['items', m.overview.stepMedia, m.overview.stepMediaText, counts.items > 0],
    ['people', m.overview.stepPeople, m.overview.stepPeopleText, raters],
    ['agreement', m.overview.stepAgreement, m.overview.stepAgreementText, counts.ratings > 1],
    ['releases', m.overview.stepRelease, m.overview.stepReleaseText, false],
  ] as const
  return (
    <Panel title={m.overview.steps}>
      <ol className={styles.steps}>
        {steps.map(([path, title, text, done]) => (
          <li key={path} data-done={done || undefined}>
            <Link to={`/projects/${project.slug}/${path}`}>
              <b>{title}</b>
              <span>{text}</span>
            </Link>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** A crowd brings many findings; the first ones are enough to begin with. */
const MOST_FINDINGS = 8

function Attention({ findings, slug }: { findings: Finding[]; slug: string }) {
  const [all, setAll] = useState(false)
  const shown = all ? findings : findings.slice(0, MOST_FINDINGS)
  return (
    <Panel title={m.overview.attention}>
      {findings.length === 0 ? (
        <p className={styles.calm}>
          <Icon name="check" /> {m.overview.attentionNone}
        </p>
      ) : (
        <ul className={styles.findings}>
          {shown.map(({ text, tab }) => (
            <li key={text}>
              <Icon name="info" size={16} />
              <span>
                {text}{' '}
                {tab && (
                  <Link to={`/projects/${slug}/${tab}`} aria-label={`${t.show}: ${text}`}>
                    {t.show}
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {shown.length < findings.length && (
        <Button
          size="compact-sm"
          variant="subtle"
          mt="xs"
          onClick={() => {
            setAll(true)
          }}
        >
          {t.more(findings.length - shown.length)}
        </Button>
      )}
    </Panel>
  )
}

/** A recruiting link brings hundreds; those who did most come first. */
const MOST_RATERS = 12

function Raters({ progress }: { progress: ProjectProgress }) {
  const [all, setAll] = useState(false)
  const raters = all ? progress.per_rater : progress.per_rater.slice(0, MOST_RATERS)
  const hidden = progress.per_rater.length - raters.length
  return (
    <Panel title={m.overview.pace} note={m.overview.paceNote}>
      <CardTable spacing={7} columns={RATER_COLUMNS}>
        {raters.map((rater) => (
          <CardRow key={rater.rater}>
            <Cell part="title">
              <PersonName person={rater} />
            </Cell>
            <Cell name={m.overview.submitted} num>
              {formatNumber(rater.submitted)}
            </Cell>
            <Cell name={m.overview.each} num>
              {rater.seconds_per_item === null ? '–' : formatDuration(rater.seconds_per_item)}
            </Cell>
            <Cell name={m.overview.last}>
              {rater.last_at ? formatAgo(rater.last_at) : m.common.notYet}
            </Cell>
          </CardRow>
        ))}
      </CardTable>
      {hidden > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          mt="xs"
          onClick={() => {
            setAll(true)
          }}
        >
          {t.more(hidden)}
        </Button>
      )}
    </Panel>
  )
}

function Plots({ project, progress }: { project: ProjectDetail; progress: ProjectProgress }) {
  const byCount = Object.entries(progress.items)
    .map(([ratings, count]) => ({ id: ratings, text: ratings, count }))
    .sort((a, b) => Number(a.id) - Number(b.id))
  const days = progress.per_day.map(({ day, ratings }) => ({
    id: day,
    text: formatDay(day),
    count: ratings,
  }))
  const total = days.reduce((sum, day) => sum + day.count, 0)
  return (
    <div className={shared.twoPlots}>
      <PlotFrame
        title={m.overview.byRatings}
        note={m.overview.byRatingsNote(project.counts.items)}
        file={`${project.slug}-items-by-ratings`}
        head={[m.overview.byRatingsX, m.overview.items]}
        rows={byCount.map((row) => [Number(row.id), row.count])}
        height={COLUMNS_HEIGHT}
        draw={(width) => <Columns rows={byCount} width={width} xTitle={m.overview.byRatingsX} />}
      />
      <PlotFrame
        title={m.overview.perDay}
        note={m.overview.perDayNote(total, days.length)}
        file={`${project.slug}-ratings-per-day`}
        head={[m.overview.perDay, m.overview.ratings]}
        rows={days.map((row) => [row.id, row.count])}
        height={COLUMNS_HEIGHT}
        draw={(width) => <Columns rows={days} width={width} />}
      />
    </div>
  )
}

export function OverviewTab() {
  const project = useProject()
  const progress = useQuery(queries.progress(project.slug))
  const quality = useQuery(decisions.quality(project.slug))
  const [now] = useState(() => Date.now())
  return (
    <>
      <Tiles project={project} />
      {project.counts.ratings === 0 && <Steps project={project} />}
      <Loading query={progress} rows={3}>
        {(data) => (
          <>
            {project.counts.items > 0 && (
              <Attention
                slug={project.slug}
                findings={attention(project, data, now, quality.data)}
              />
            )}
            {quality.data?.arms && <Arms arms={quality.data.arms} />}
            {quality.data?.assistance && (
              <AnchoringReading exposures={quality.data.assistance.exposures} />
            )}
            {project.counts.ratings > 0 && <Plots project={project} progress={data} />}
            {data.per_rater.length > 0 && <Raters progress={data} />}
          </>
        )}
      </Loading>
      <Panel
        title={m.editProject.title}
        tools={
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            to={`/projects/${project.slug}/settings`}
          >
            {m.project.edit}
          </Button>
        }
      >
        <dl className={shared.texts}>
          <dt>{m.editProject.description}</dt>
          <dd dir="auto">{project.description || m.common.none}</dd>
          <dt>{m.editProject.warning}</dt>
          <dd dir="auto">{project.content_warning || m.common.none}</dd>
          <dt>{m.editProject.guidelines}</dt>
          <dd dir="auto">{project.guidelines || m.common.none}</dd>
        </dl>
      </Panel>
    </>
  )
}
