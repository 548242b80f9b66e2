import { formatNumber, m } from '../../i18n'
import { COLUMNS_HEIGHT, Columns, ShareBars, sharesHeight } from '../plots/Bars'
import { Dots, dotsHeight } from '../plots/Dots'
import { PlotFrame } from '../plots/PlotFrame'
import { wilson } from '../plots/statistics'
import { coloursOf, fileOf, noteOf } from './shared'
import type { ReadingProps } from './shared'

const t = m.studio.readings

/** Shares of labels: of ratings, or the mean share of distributions. */
export function Shares(props: ReadingProps) {
  const { distribution, question } = props
  const own = distribution.labels ?? []
  const colour = coloursOf(question, own)
  const rows = own.map((label) => ({ ...label, colour: colour(label.id) }))
  return (
    <PlotFrame
      title={m.labels.soft(distribution.text)}
      note={noteOf(t.shares[distribution.kind] ?? t.shares['choice'] ?? '', distribution)}
      file={fileOf(props, 'labels')}
      head={[m.labels.label, m.labels.share, m.labels.count, m.labels.mean]}
      rows={rows.map((row) => [row.text, row.share, row.count, row.mean])}
      height={sharesHeight(rows)}
      draw={(width) => <ShareBars rows={rows} width={width} />}
    />
  )
}

/** How often each side was preferred, with Wilson's interval. */
export function Preference(props: ReadingProps) {
  const { distribution, question } = props
  const own = distribution.labels ?? []
  const colour = coloursOf(question, own)
  const n = distribution.n_ratings
  const rows = own.map(({ id, text, count, share }) => {
    const interval = wilson(count, n)
    return {
      id,
      text,
      value: share,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      count,
      colour: colour(id),
    }
  })
  return (
    <PlotFrame
      title={distribution.text}
      note={noteOf(t.preference, distribution)}
      file={fileOf(props, 'preference')}
      head={[t.preferred, m.labels.count, t.rate, t.low, t.high]}
      rows={rows.map((row) => [row.text, row.count, row.value, row.low, row.high])}
      height={dotsHeight(rows)}
      draw={(width) => <Dots rows={rows} range={[0, 1]} xTitle={t.rate} percent width={width} />}
    />
  )
}

/** Mean ranks, the best first. */
export function Ranks(props: ReadingProps) {
  const { distribution, question } = props
  const own = distribution.labels ?? []
  const colour = coloursOf(question, own)
  const rows = [...own]
    .sort((a, b) => (a.mean ?? Infinity) - (b.mean ?? Infinity))
    .map(({ id, text, mean, count, share }) => ({
      id,
      text,
      value: mean,
      low: null,
      high: null,
      count,
      share,
      colour: colour(id),
    }))
  return (
    <PlotFrame
      title={distribution.text}
      note={noteOf(t.ranks, distribution)}
      file={fileOf(props, 'ranks')}
      head={[m.labels.label, t.meanRank, t.ranked, t.first]}
      rows={rows.map((row) => [row.text, row.value, row.count, row.share])}
      height={dotsHeight(rows)}
      draw={(width) => (
        <Dots rows={rows} range={[1, Math.max(2, own.length)]} xTitle={t.meanRank} width={width} />
      )}
    />
  )
}

export function Histogram(props: ReadingProps) {
  const { distribution } = props
  const rows = (distribution.histogram ?? []).map(({ value, count }) => ({
    id: String(value),
    text: formatNumber(value, Number.isInteger(value) ? 0 : 1),
    count,
  }))
  return (
    <PlotFrame
      title={distribution.text}
      note={noteOf(t.histogram, distribution)}
      file={fileOf(props, 'labels')}
      head={[m.labels.value, m.labels.count]}
      rows={rows.map((row) => [Number(row.id), row.count])}
      height={COLUMNS_HEIGHT}
      draw={(width) => <Columns rows={rows} width={width} />}
    />
  )
}

export function Entropy(props: ReadingProps) {
  const { distribution } = props
  const bins = distribution.entropy ?? []
  const rows = bins.map((bin) => ({
    id: String(bin.from),
    text: formatNumber(bin.from, 1),
    count: bin.count,
  }))
  return (
    <PlotFrame
      title={m.labels.entropy(distribution.text)}
      note={`${m.labels.entropyNote}. n = ${m.common.items(distribution.n_items)}`}
      file={fileOf(props, 'entropy')}
      head={[m.labels.from, m.labels.to, m.labels.items]}
      rows={bins.map((bin) => [bin.from, bin.to, bin.count])}
      height={COLUMNS_HEIGHT}
      draw={(width) => <Columns rows={rows} width={width} xTitle={m.labels.entropyX} />}
    />
  )
}
