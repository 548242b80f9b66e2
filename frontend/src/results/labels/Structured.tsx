import { formatNumber, m } from '../../i18n'
import { AmountBars, amountsHeight } from '../plots/AmountBars'
import { COLUMNS_HEIGHT, Columns } from '../plots/Bars'
import { Plane, planeHeight } from '../plots/Circumplex'
import { DataTable, PlotFrame } from '../plots/PlotFrame'
import { coloursOf, fileOf, noteOf, percent } from './shared'
import type { ReadingProps } from './shared'
import styles from './labels.module.css'

const t = m.studio.readings
const MOST_WORDS = 30

/** Every answer as a point on the plane, their mean and one standard deviation around it. */
export function Points(props: ReadingProps) {
  const { distribution } = props
  const { plane } = distribution
  const [x, y] = plane?.axes ?? []
  if (!plane || !x || !y) return null
  const drawn = plane.points.map((point, index) => ({ ...point, id: String(index + 1) }))
  const rows =
    drawn.length > 0 ? drawn.map((p) => [p.x, p.y, 1]) : plane.cells.map((c) => [c.x, c.y, c.count])
  return (
    <PlotFrame
      title={distribution.text}
      note={noteOf(drawn.length > 0 ? t.plane : t.planeCells, distribution)}
      file={fileOf(props, 'plane')}
      head={[x.text, y.text, m.labels.count]}
      rows={rows}
      height={planeHeight}
      draw={(width) => (
        <Plane
          points={drawn}
          cells={drawn.length > 0 ? [] : plane.cells}
          mean={x.mean === null || y.mean === null ? null : { x: x.mean, y: y.mean }}
          x={x}
          y={y}
          width={width}
        />
      )}
    >
      {x.mean !== null && y.mean !== null && (
        <p className={styles.foot}>
          {t.planeMean(
            `${x.text} ${formatNumber(x.mean, 2)}, ${y.text} ${formatNumber(y.mean, 2)}`,
          )}
        </p>
      )}
    </PlotFrame>
  )
}

/** The most frequent words that raters wrote, by the share of ratings that have them. */
export function Words(props: ReadingProps) {
  const { distribution } = props
  const { words } = distribution
  if (!words) return null
  const rows = words.top.slice(0, MOST_WORDS).map(({ word, count, share }) => ({
    id: word,
    text: word,
    amount: share,
    shown: percent(share),
    detail: formatNumber(count),
    colour: 'var(--accent)',
  }))
  return (
    <PlotFrame
      title={distribution.text}
      note={noteOf(t.words(words.distinct, words.per_rating), distribution)}
      file={fileOf(props, 'words')}
      head={[t.word, m.labels.count, m.labels.share]}
      rows={words.top.map(({ word, count, share }) => [word, count, share])}
      height={amountsHeight(rows)}
      draw={(width) => <AmountBars rows={rows} width={width} />}
    />
  )
}

/** How long texts are, and the latest of them to read. */
export function Texts(props: ReadingProps) {
  const { distribution } = props
  const { texts } = distribution
  if (!texts) return null
  const rows = texts.lengths.map((bin) => ({
    id: String(bin.from),
    text: formatNumber(bin.from),
    count: bin.count,
  }))
  return (
    <PlotFrame
      title={distribution.text}
      note={noteOf(t.lengths(texts.mean_characters), distribution)}
      file={fileOf(props, 'texts')}
      head={[m.labels.from, m.labels.to, m.labels.count]}
      rows={texts.lengths.map((bin) => [bin.from, bin.to, bin.count])}
      height={COLUMNS_HEIGHT}
      draw={(width) => <Columns rows={rows} width={width} xTitle={t.characters} />}
    >
      {texts.latest.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t.latest}</h3>
          <ul className={styles.texts}>
            {texts.latest.map(({ item, key, text }, index) => (
              <li key={`${String(item)} ${String(index)}`}>
                <p dir="auto">{text}</p>
                <span className="mono">{key}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </PlotFrame>
  )
}

/** What was marked: seconds of stretches, characters of spans, area of boxes, per label. */
export function Parts(props: ReadingProps) {
  const { distribution, question } = props
  const { parts } = distribution
  if (!parts) return null
  const colour = coloursOf(question, parts.labels)
  const unit = t.units[parts.unit]
  const tracks = new Set(parts.labels.map((label) => label.track))
  const rows = parts.labels.map(({ id, text, track, count, total }) => ({
    id: `${id} ${track ?? ''}`,
    text: track && tracks.size > 1 ? `${text}, ${track}` : text,
    amount: total,
    shown: unit(total),
    detail: t.times(count),
    colour: colour(id),
  }))
  return (
    <>
      <PlotFrame
        title={distribution.text}
        note={noteOf(t.parts[parts.unit](parts.per_rating), distribution)}
        file={fileOf(props, 'parts')}
        head={[m.labels.label, t.track, t.marked, m.labels.count, m.labels.items]}
        rows={parts.labels.map((row) => [row.text, row.track, row.total, row.count, row.ratings])}
        height={amountsHeight(rows)}
        draw={(width) => <AmountBars rows={rows} width={width} />}
      />
      {parts.turns && parts.turns.length > 0 && <Turns {...props} />}
    </>
  )
}

/** In which turn spans lie: in the item itself, or how many turns before. */
function Turns(props: ReadingProps) {
  const { distribution } = props
  const turns = distribution.parts?.turns ?? []
  const rows = turns.map(({ turn, count }) => ({
    id: String(turn),
    text: turn === 0 ? t.here : String(turn),
    count,
  }))
  return (
    <PlotFrame
      title={t.distance(distribution.text)}
      note={noteOf(t.distanceNote, distribution)}
      file={fileOf(props, 'distance')}
      head={[t.turn, m.labels.count]}
      rows={turns.map(({ turn, count }) => [turn, count])}
      height={COLUMNS_HEIGHT}
      draw={(width) => <Columns rows={rows} width={width} xTitle={t.turn} />}
    />
  )
}

/** How far drafts were edited: 0 is untouched, 1 is all of it. */
export function Edits({ distribution }: ReadingProps) {
  const { edits } = distribution
  if (!edits || edits.n === 0) return null
  return (
    <div className={styles.edits}>
      <h3 className={styles.subtitle}>{t.edits(edits.n, edits.mean)}</h3>
      <DataTable
        title={t.editDistance}
        head={[t.part, t.kind, t.editDistance]}
        rows={edits.fields.map(({ text, kind, mean }) => [text, kind, mean])}
      />
    </div>
  )
}
