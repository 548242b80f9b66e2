import { Button, Checkbox, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { queries } from '../api/queries'
import type { RecordingRow } from '../api/types'
import { CardRow, CardTable, Cell } from '../app/CardTable'
import { Page, Panel } from '../app/Page'
import { EmptyState, Loading } from '../app/States'
import { formatAgo, formatBytes, formatDuration, formatNumber, m } from '../i18n'
import { Pager } from '../results/Pager'
import { Tag } from '../theme/Tag'
import { ConsentDialog } from './ConsentDialog'
import { WithdrawDialog } from '../withdrawal/WithdrawDialog'
import { Uploader } from './Uploader'
import { Withdrawn } from './Withdrawn'

const pictureFacts = ({ width, height }: RecordingRow) =>
  width === null || height === null ? [] : [`${formatNumber(width)} × ${formatNumber(height)}`]

const soundFacts = ({ channels, rate_hz: rate }: RecordingRow) =>
  channels === 0 || rate === null
    ? []
    : [m.units.kilohertz(formatNumber(rate / 1000, 1)), m.media.channels(channels)]

const COLUMNS = [
  m.media.name,
  m.media.duration,
  m.media.segments,
  m.media.format,
  m.media.size,
  m.media.added,
  m.media.consent.column,
].map((title) => ({ title }))
const CHOSEN = { title: m.media.consent.chosenColumn, quiet: true, width: 40 }
const WITHDRAW = { title: m.withdraw.open.recording, quiet: true }

/** What the people in a recording agreed to; a button to say so. */
function ConsentCell({ row, onTell }: { row: RecordingRow; onTell: () => void }) {
  const t = m.media.consent
  const { state, permits } = row.consent
  const tone = state === 'given' ? 'good' : state === 'unknown' ? 'dashed' : 'bad'
  return (
    <Cell part="wide" name={t.column}>
      <Group gap={6}>
        <Tag tone={tone}>{t.states[state]}</Tag>
        {permits.length > 0 && <span>{permits.map((one) => t.permitsShort[one]).join(', ')}</span>}
        {row.session && <bdi>{row.session}</bdi>}
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t.tellOf(row.name)}
          onClick={onTell}
        >
          {t.tell}
        </Button>
      </Group>
    </Cell>
  )
}

/** Chooses all recordings of the page, and states the consent to those chosen. */
function Choosing(props: { rows: RecordingRow[]; chosen: Chosen; tell: () => void }) {
  const { rows, chosen, tell } = props
  const t = m.media.consent
  const count = rows.filter(({ id }) => chosen.has(id)).length
  return (
    <Group mb="xs" justify="space-between">
      <Checkbox
        label={t.chooseAll}
        checked={count === rows.length}
        indeterminate={count > 0 && count < rows.length}
        onChange={(event) => {
          chosen.set(event.currentTarget.checked ? rows.map(({ id }) => id) : [])
        }}
      />
      <Button size="sm" variant="default" disabled={count === 0} onClick={tell}>
        {t.tellMany(count)}
      </Button>
    </Group>
  )
}

interface Chosen {
  has: (id: number) => boolean
  set: (ids: number[]) => void
  flip: (id: number) => void
}

function useChosen(): Chosen {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  return {
    has: (id) => ids.has(id),
    set: (all) => {
      setIds(new Set(all))
    },
    flip: (id) => {
      setIds((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))
    },
  }
}

function Recordings({ rows }: { rows: RecordingRow[] }) {
  const [leaving, setLeaving] = useState<RecordingRow | null>(null)
  const [telling, setTelling] = useState<readonly RecordingRow[]>([])
  const chosen = useChosen()
  return (
    <>
      <Choosing
        rows={rows}
        chosen={chosen}
        tell={() => {
          setTelling(rows.filter(({ id }) => chosen.has(id)))
        }}
      />
      <CardTable columns={[CHOSEN, ...COLUMNS, WITHDRAW]}>
        {rows.map((row) => (
          <CardRow key={row.id} lead>
            <Cell part="lead">
              <Checkbox
                aria-label={m.media.consent.choose(row.name)}
                checked={chosen.has(row.id)}
                onChange={() => {
                  chosen.flip(row.id)
                }}
              />
            </Cell>
            <Cell part="title">
              <bdi>{row.name}</bdi>
            </Cell>
            <Cell name={m.media.duration} num empty={row.duration_seconds === null}>
              {row.duration_seconds === null ? '–' : formatDuration(row.duration_seconds)}
            </Cell>
            <Cell name={m.media.segments} num>
              {formatNumber(row.segments)}
            </Cell>
            <Cell name={m.media.format}>
              <bdi>{row.codec}</bdi>
              {[...pictureFacts(row), ...soundFacts(row)].map((fact) => `, ${fact}`)}
            </Cell>
            <Cell name={m.media.size} num>
              {formatBytes(row.bytes)}
            </Cell>
            <Cell name={m.media.added}>{formatAgo(row.created_at)}</Cell>
            <ConsentCell
              row={row}
              onTell={() => {
                setTelling([row])
              }}
            />
            <Cell part="wide">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={m.withdraw.title.recording(row.name)}
                onClick={() => {
                  setLeaving(row)
                }}
              >
                {m.withdraw.open.recording}
              </Button>
            </Cell>
          </CardRow>
        ))}
      </CardTable>
      <ConsentDialog
        recordings={telling}
        onClose={() => {
          setTelling([])
          chosen.set([])
        }}
      />
      <WithdrawDialog
        what={
          leaving && { kind: 'recording', project: '', name: leaving.sha256, shown: leaving.name }
        }
        onClose={() => {
          setLeaving(null)
        }}
      />
    </>
  )
}

export function MediaPage() {
  const [search] = useSearchParams()
  const recordings = useQuery(queries.recordings(Number(search.get('page') ?? 1)))
  return (
    <Page title={m.media.title} lead={m.media.lead}>
      <Uploader />
      <Loading query={recordings}>
        {(page) =>
          page.count === 0 ? (
            <EmptyState icon="media" title={m.media.empty} text={m.media.emptyText} />
          ) : (
            <Panel title={m.media.list}>
              <Recordings rows={page.results} />
              <Pager page={page} />
            </Panel>
          )
        }
      </Loading>
      <Withdrawn />
    </Page>
  )
}
