import { useQuery } from '@tanstack/react-query'

import { queries } from '../../api/queries'
import type { OwnWork as Work } from '../../api/types'
import { Panel } from '../../app/Page'
import { PartFailed } from '../../app/States'
import { formatAgo, formatDay, m } from '../../i18n'
import { COLUMNS_HEIGHT, Columns } from '../../results/plots/Bars'
import { Intervals, intervalHeight } from '../../results/plots/Intervals'
import type { IntervalRow } from '../../results/plots/Intervals'
import { PlotFrame } from '../../results/plots/PlotFrame'
import { ownWords } from './ownWords'
import styles from './own.module.css'

const t = m.own

function Days({ slug, days }: { slug: string; days: Work['days'] }) {
  const answers = days.map(({ day, answers: count }) => ({ id: day, text: formatDay(day), count }))
  const timed = days.filter(({ median_seconds: seconds }) => seconds !== null)
  const seconds = timed.map(({ day, median_seconds: count }) => ({
    id: day,
    text: formatDay(day),
    count: count ?? 0,
  }))
  const total = answers.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className={styles.plots}>
      <PlotFrame
        title={t.perDay}
        note={t.perDayNote(total, days.length)}
        file={`${slug}-my-answers-by-day`}
        head={[t.day, t.answers]}
        rows={answers.map(({ id, count }) => [id, count])}
        height={COLUMNS_HEIGHT}
        draw={(width) => <Columns rows={answers} width={width} />}
      />
      {seconds.length > 0 && (
        <PlotFrame
          title={t.perItem}
          note={t.perItemNote}
          file={`${slug}-my-seconds-by-day`}
          head={[t.day, t.seconds]}
          rows={seconds.map(({ id, count }) => [id, count])}
          height={COLUMNS_HEIGHT}
          draw={(width) => <Columns rows={seconds} width={width} />}
        />
      )}
    </div>
  )
}

function Agreement({ slug, found }: { slug: string; found: NonNullable<Work['agreement']> }) {
  const rows: IntervalRow[] = found.questions.map(({ question, text, figure, alpha }) => ({
    id: question,
    label: text,
    value: figure.value,
    reason: figure.reason,
    low: figure.low,
    high: figure.high,
    before: figure.value === null ? null : alpha,
  }))
  if (rows.length === 0) return null
  return (
    <PlotFrame
      title={t.agreement}
      note={t.agreementNote(formatAgo(found.computed_at))}
      file={`${slug}-my-agreement`}
      head={[
        t.question,
        m.own.agreement,
        m.studio.comparing.low,
        m.studio.comparing.high,
        t.agreementAll,
        m.studio.comparing.why,
      ]}
      rows={rows.map((row) => [
        row.label,
        row.value,
        row.low,
        row.high,
        row.before ?? null,
        row.reason,
      ])}
      height={(width) => intervalHeight(rows, width)}
      draw={(width) => <Intervals rows={rows} width={width} />}
    />
  )
}

/** How one's own work went: in words, by day, and beside others only where the project lets one. */
export function OwnWork({ slug }: { slug: string }) {
  const query = useQuery(queries.ownWork(slug))
  const work = query.data
  if (query.isLoadingError) return <PartFailed query={query} />
  if (!work || work.submitted === 0) return null
  return (
    <>
      <Panel title={t.title} note={t.note}>
        <ul className={styles.words}>
          {ownWords(work).map((sentence) => (
            <li key={sentence} dir="auto">
              {sentence}
            </li>
          ))}
        </ul>
      </Panel>
      {work.agreement && <Agreement slug={slug} found={work.agreement} />}
      {work.days.length > 1 && <Days slug={slug} days={work.days} />}
    </>
  )
}
