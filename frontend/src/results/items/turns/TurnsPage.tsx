import { Alert, Button, Group, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'

import { HelpSheet } from '../../../actions/HelpSheet'
import { Key } from '../../../actions/Key'
import { useActions } from '../../../actions/useActions'
import { correctTurns, turnQueries } from '../../../api/turns'
import type { Correction, Turns } from '../../../api/types'
import { Leaving, useLeaving } from '../../../app/Leaving'
import { Panel } from '../../../app/Page'
import { EmptyState, Loading, errorText } from '../../../app/States'
import { m } from '../../../i18n'
import type { Playable } from '../../../player/playable'
import { usePlayerState, useSegmentPlayer } from '../../../player/useSegmentPlayer'
import { TimelineEditor } from '../../../schemes/kinds/timeline/Editor'
import { Palette } from '../../../schemes/kinds/timeline/Palette'
import type { Timeline } from '../../../schemes/kinds/timeline/useTimeline'
import { useTimeline } from '../../../schemes/kinds/timeline/useTimeline'
import { Icon } from '../../../theme/Icon'
import { labelColours } from '../../../theme/labelColours'
import { useProject } from '../../ProjectLayout'
import { Counts, Preview } from './Preview'
import { Recorded } from './Recorded'
import { TurnList } from './TurnList'
import { changedKeys, intervalsOf, speakersOf, wantedOf } from './drafts'
import type { TurnInterval } from './drafts'
import { LETTERS, turnKeys } from './keys'
import styles from './turns.module.css'
import { useDrafts } from './useDrafts'
import type { Drafts } from './useDrafts'

const SHORTEST_SECONDS = 0.1
/** Recordings up to this long are on show whole; of longer ones, this much. */
const FIRST_SECONDS = 60
const REST = 500

function mediaOf(turns: Turns, seconds: number): Playable {
  const { recording, duration_seconds, video_url, poster_url, width, height } = turns
  return {
    element: video_url === null ? 'audio' : 'video',
    url: video_url ?? `/media/recordings/${String(recording)}/proxy.flac`,
    poster: poster_url,
    aspect: width && height ? width / height : null,
    peaks_url: `/api/recordings/${String(recording)}/peaks/`,
    spectrogram_url: null,
    duration_seconds: duration_seconds ?? seconds,
    start_seconds: 0,
    end_seconds: seconds,
  }
}

function useSpeakers(edits: Drafts) {
  const [added, setAdded] = useState<string[]>([])
  const names = useMemo(() => speakersOf(edits.drafts, added), [edits.drafts, added])
  const labels = useMemo(() => {
    const plain = names.map((id) => ({ id, text: id || m.turns.unknown, key: '' }))
    const colours = labelColours(plain)
    return plain.map((label) => ({ ...label, colour: colours.get(label.id) ?? '' }))
  }, [names])
  const add = (name: string) => {
    setAdded((now) => [...now, name])
  }
  return { labels, add }
}

function firstView(seconds: number, at: number | null) {
  const length = Math.min(seconds, FIRST_SECONDS)
  const start = Math.min(Math.max(0, (at ?? 0) - length / 4), seconds - length)
  return { start, end: start + length }
}

function AddSpeaker({ onAdd }: { onAdd: (name: string) => void }) {
  const [name, setName] = useState('')
  return (
    <form
      className={styles.addSpeaker}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) onAdd(name.trim())
        setName('')
      }}
    >
      <TextInput
        size="xs"
        dir="auto"
        maxLength={200}
        aria-label={m.turns.newSpeaker}
        placeholder={m.turns.newSpeaker}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value)
        }}
      />
      <Button size="xs" variant="default" type="submit" disabled={!name.trim()}>
        {m.turns.add}
      </Button>
    </form>
  )
}

function Tools({ timeline, edits }: { timeline: Timeline; edits: Drafts }) {
  const state = usePlayerState(timeline.player)
  const chosen = timeline.selected !== -1
  const tool = (name: string, label: string, key: string, enabled: boolean) => (
    <Button
      size="xs"
      variant="default"
      disabled={!enabled}
      rightSection={<Key name={key} />}
      onClick={() => {
        timeline.command(name, '')
      }}
    >
      {label}
    </Button>
  )
  return (
    <div className={styles.tools}>
      <Button
        size="xs"
        leftSection={<Icon name={state.playing ? 'pause' : 'play'} size={15} />}
        rightSection={<Key name="Space" />}
        onClick={() => timeline.player?.toggle()}
      >
        {state.playing ? m.turns.pause : m.turns.play}
      </Button>
      {tool('split', m.turns.split, '|', chosen)}
      {tool('merge', m.turns.merge, '&', chosen)}
      {tool('remove', m.turns.remove, 'Delete', chosen)}
      <Button size="xs" variant="default" disabled={!edits.canUndo} onClick={edits.undo}>
        {m.turns.undo}
      </Button>
      <Button size="xs" variant="default" disabled={!edits.canRedo} onClick={edits.redo}>
        {m.turns.redo}
      </Button>
    </div>
  )
}

interface ConfirmProps {
  opened: boolean
  correction: Correction
  save: { isPending: boolean; error: unknown; run: () => void }
  onClose: () => void
}

function Confirm({ opened, correction, save, onClose }: ConfirmProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={m.turns.confirmTitle}>
      <Counts correction={correction} />
      <p className={styles.note}>{m.turns.confirmText}</p>
      {save.error !== null && (
        <Alert color="red" role="alert">
          {errorText(save.error)}
        </Alert>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {m.common.cancel}
        </Button>
        <Button loading={save.isPending} onClick={save.run} data-autofocus>
          {m.turns.save}
        </Button>
      </Group>
    </Modal>
  )
}

function Editing({ turns, slug, onReload }: { turns: Turns; slug: string; onReload: () => void }) {
  const client = useQueryClient()
  const [search] = useSearchParams()
  const at = search.get('at') === null ? null : Number(search.get('at'))
  const edits = useDrafts(turns.turns)
  const { drafts, changed } = edits
  const { labels, add } = useSpeakers(edits)
  const [selected, setSelected] = useState(() =>
    at === null ? -1 : drafts.findIndex(({ start, end }) => start <= at && at < end),
  )
  const [said, setSaid] = useState('')
  const [help, setHelp] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const [element, setElement] = useState<HTMLMediaElement | null>(null)
  const seconds = turns.duration_seconds ?? Math.max(0, ...drafts.map(({ end }) => end))
  const media = useMemo(() => mediaOf(turns, seconds), [turns, seconds])
  const player = useSegmentPlayer(element, media)
  const segment = useMemo(() => ({ start: 0, end: seconds }), [seconds])
  const several = labels.length > 1
  const intervals = useMemo(() => intervalsOf(drafts, several), [drafts, several])
  const edges = useMemo(
    () =>
      turns.turns.flatMap((turn) => turn.words.flatMap((w) => [w.start_seconds, w.end_seconds])),
    [turns],
  )
  const timeline = useTimeline({
    labels,
    tracks: labels.map(({ id, text }) => ({ id, text })),
    intervals,
    limits: useMemo(() => ({ seconds, overlap: false, least: SHORTEST_SECONDS }), [seconds]),
    edges,
    segment,
    firstView: firstView(seconds, at),
    firstBrush: labels[0]?.id ?? null,
    caption: (interval) => (interval as TurnInterval).text ?? '',
    player,
    selected: selected < drafts.length ? selected : -1,
    disabled: false,
    onChange: (next) => {
      edits.accept(next)
    },
    onSelect: setSelected,
    onSay: (what) => {
      setSaid(what === null ? '' : m.timeline.said[what])
    },
  })
  useEffect(() => {
    if (player && at !== null) player.seekTo(at)
  }, [player, at])
  const leaving = useLeaving(changed)
  const letters = labels.map((_, place) => LETTERS[place] ?? '').filter(Boolean)
  useActions(
    turnKeys,
    {
      timeline,
      edits,
      letters,
      help: () => {
        setHelp(true)
      },
    },
    !help && !confirming && leaving.state === 'unblocked',
  )

  const wanted = useMemo(
    () => ({ version: turns.version, turns: wantedOf(drafts) }),
    [turns, drafts],
  )
  const [settled] = useDebouncedValue(wanted, REST)
  const preview = useQuery({
    ...turnQueries.preview(slug, turns.recording, settled),
    enabled: changed && settled === wanted,
  })
  const current = settled === wanted && preview.isSuccess && !preview.isFetching
  const save = useMutation({
    mutationFn: () => correctTurns(slug, turns.recording, { ...wanted, dry_run: false }),
    onSuccess: async () => {
      notifications.show({ message: m.turns.saved })
      await client.invalidateQueries({ queryKey: ['project', slug] })
      onReload()
    },
  })
  const changedNow = useMemo(() => changedKeys(drafts, edits.originals), [drafts, edits.originals])
  return (
    <div className={styles.page}>
      <Panel
        title={m.turns.title(turns.name)}
        note={m.turns.lead}
        tools={
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            to={`/projects/${slug}/items`}
          >
            {m.turns.back}
          </Button>
        }
      >
        <p className={styles.narrow}>{m.timeline.narrow}</p>
        <Recorded
          name={turns.name}
          media={media}
          onElement={setElement}
          onToggle={() => player?.toggle()}
        />
        <div className={styles.editor}>
          <TimelineEditor timeline={timeline} media={media} />
        </div>
        <Tools timeline={timeline} edits={edits} />
        <Palette
          timeline={timeline}
          labels={labels.map((label, place) => ({ ...label, letter: letters[place] }))}
          name={m.turns.speakers}
        >
          <AddSpeaker onAdd={add} />
        </Palette>
        <p className={styles.note} role="status">
          {said || m.turns.speakersNote}
        </p>
        <TurnList {...{ timeline, edits }} turns={turns.turns} changed={changedNow} />
      </Panel>
      <div className={styles.saving} data-changed={changed || undefined}>
        <Panel title={m.turns.preview}>
          <Preview
            changed={changed}
            query={preview}
            turns={turns.turns}
            onSelect={({ at: place, id }) => {
              const found = place ?? drafts.findIndex(({ key }) => key === String(id))
              setSelected(found)
              const draft = drafts[found]
              if (draft) timeline.setView(firstView(seconds, draft.start))
            }}
            onReload={onReload}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" disabled={!changed} onClick={edits.discard}>
              {m.turns.discard}
            </Button>
            <Button
              disabled={!changed || !current}
              onClick={() => {
                setConfirming(true)
              }}
            >
              {m.turns.save}
            </Button>
          </Group>
        </Panel>
      </div>
      {preview.data && (
        <Confirm
          opened={confirming}
          correction={preview.data}
          save={{
            isPending: save.isPending,
            error: save.error,
            run: () => {
              save.mutate()
            },
          }}
          onClose={() => {
            setConfirming(false)
          }}
        />
      )}
      <Leaving blocker={leaving} lost={m.turns.lost} />
      <HelpSheet
        actions={turnKeys}
        context={{ timeline, edits, letters, help: () => undefined }}
        opened={help}
        onClose={() => {
          setHelp(false)
        }}
      />
    </div>
  )
}

/** The speaker turns of one recording of the project, corrected on a timeline. */
export function TurnsPage() {
  const { slug } = useProject()
  const { id = '' } = useParams()
  const [round, setRound] = useState(0)
  const query = useQuery(turnQueries.turns(slug, Number(id)))
  const reload = () => {
    void query.refetch().then(() => {
      setRound((now) => now + 1)
    })
  }
  return (
    <Loading query={query}>
      {(turns) =>
        turns.turns.length === 0 ? (
          <EmptyState icon="media" title={m.turns.title(turns.name)} text={m.turns.empty}>
            <Button component={Link} to={`/projects/${slug}/items`}>
              {m.turns.back}
            </Button>
          </EmptyState>
        ) : (
          <Editing
            key={`${turns.version} ${String(round)}`}
            {...{ turns, slug }}
            onReload={reload}
          />
        )
      }
    </Loading>
  )
}
