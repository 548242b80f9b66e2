import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { queries } from '../../api/queries'
import type { MarksOfItem } from '../../api/types'
import { Loading } from '../../app/States'
import { m } from '../../i18n'
import { kindOf } from '../../schemes/kinds/registry'
import { RATER_COLOURS, raterColour } from '../../theme/labelColours'
import { MarkRows, MarkedPicture, markRowsHeight, pictureSize } from '../plots/Marks'
import { PlotFrame } from '../plots/PlotFrame'
import { coloursOf, fileOf } from './shared'
import type { ReadingProps } from './shared'
import styles from './labels.module.css'

const t = m.studio.readings

/** Beyond these many raters a colour comes again, with another line. */
const DASHES = [undefined, '7 4', '2 4', '10 3 2 3']

const raterName = (found: MarksOfItem, at: number) => found.raters[at]?.name ?? t.rater(at + 1)

function Legend({ rows }: { rows: readonly { text: string; colour: string }[] }) {
  return (
    <ul className={styles.legend}>
      {rows.map(({ text, colour }) => (
        <li key={text}>
          <span style={{ background: colour }} aria-hidden="true" />
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  )
}

interface MarksProps {
  found: MarksOfItem
  props: ReadingProps
  textOf: (label: string) => string
}

function Timelines({ found, props, textOf }: MarksProps) {
  const colour = coloursOf(props.question, props.distribution.parts?.labels ?? [])
  const marks = found.raters.flatMap((rater, at) =>
    rater.marks.map((mark) => ({ ...mark, rater: raterName(found, at) })),
  )
  const last = Math.max(0, ...marks.map(({ end }) => end ?? 0))
  const { start_seconds: from, end_seconds: to } = found.media ?? {}
  const seconds = from != null && to != null ? Math.max(to - from, last) : last || 1
  const groups = found.tracks.map(({ id, text }) => ({
    id,
    text,
    rows: found.raters.map((rater, at) => ({
      id: String(at),
      text: raterName(found, at),
      marks: rater.marks
        .filter((mark) => mark.track === id)
        .map(({ start = 0, end = 0, label }) => ({
          start,
          end,
          text: textOf(label),
          colour: colour(label),
        })),
    })),
  }))
  const used = [...new Set(marks.map(({ label }) => label))]
  return (
    <PlotFrame
      title={t.marksTitle(found.text, found.key)}
      note={t.marksNote(found.raters.length)}
      file={fileOf(props, `marks-${String(found.item)}`)}
      head={[m.labels.label, t.from, t.to, t.raterName, t.track]}
      rows={marks.map((mark) => [
        textOf(mark.label),
        mark.start ?? null,
        mark.end ?? null,
        mark.rater,
        mark.track,
      ])}
      height={markRowsHeight(groups)}
      draw={(width) => <MarkRows groups={groups} seconds={seconds} width={width} />}
    >
      <Legend rows={used.map((label) => ({ text: textOf(label), colour: colour(label) }))} />
    </PlotFrame>
  )
}

function Pictures({ found, props, textOf }: MarksProps) {
  const { width, height, image_url: url } = found.media ?? {}
  const aspect = width && height ? width / height : 4 / 3
  const boxes = found.raters.flatMap((rater, at) =>
    rater.marks.map(({ label, ...box }, place) => ({
      id: `${String(at)} ${String(place)}`,
      text: textOf(label),
      rater: raterName(found, at),
      colour: raterColour(at),
      dash: DASHES[Math.floor(at / RATER_COLOURS) % DASHES.length],
      x: box.x ?? 0,
      y: box.y ?? 0,
      width: box.width ?? 0,
      height: box.height ?? 0,
    })),
  )
  return (
    <PlotFrame
      title={t.marksTitle(found.text, found.key)}
      note={t.boxesNote(found.raters.length)}
      file={fileOf(props, `marks-${String(found.item)}`)}
      head={[m.labels.label, 'x', 'y', t.width, t.height, t.raterName]}
      rows={boxes.map((box) => [box.text, box.x, box.y, box.width, box.height, box.rater])}
      height={(room) => pictureSize(room, aspect).height}
      draw={(room) => <MarkedPicture {...{ aspect, boxes }} url={url ?? null} width={room} />}
    >
      <Legend
        rows={found.raters.map((_, at) => ({
          text: raterName(found, at),
          colour: raterColour(at),
        }))}
      />
    </PlotFrame>
  )
}

/** What raters marked in one item, beside each other: intervals over time, or boxes. */
export function MarksReading(props: ReadingProps) {
  const { slug, distribution, question } = props
  const items = distribution.parts?.items ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const item = items.find((one) => String(one.item) === chosen) ?? items[0]
  const query = useQuery({
    ...queries.marks(slug, item?.item ?? 0, distribution.id),
    enabled: item !== undefined,
  })
  if (!item) return null
  const labels = question ? kindOf(question).labels(question) : []
  const textOf = (label: string) => labels.find(({ id }) => id === label)?.text ?? label
  const Marks = distribution.kind === 'regions' ? Pictures : Timelines
  return (
    <>
      <Select
        label={t.traceItem(distribution.text)}
        maw={480}
        allowDeselect={false}
        data={items.map(({ item: id, key, n }) => ({
          value: String(id),
          label: `${key} (${t.answersOf(n)})`,
        }))}
        value={String(item.item)}
        onChange={setChosen}
      />
      <Loading query={query} rows={2}>
        {(found) => <Marks {...{ found, props, textOf }} />}
      </Loading>
    </>
  )
}
