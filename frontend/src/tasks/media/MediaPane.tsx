import { useMemo } from 'react'

import type { Task, TaskMedia } from '../../api/types'
import { m } from '../../i18n'
import { playableOf } from '../../player/playable'
import { ItemSensors } from '../../player/sensors/ItemSensors'
import type { SegmentPlayer } from '../../player/segmentPlayer'
import { Dialogue } from './Dialogue'
import styles from '../rating.module.css'
import type { StageLending } from './useStageLending'
import { ClipRow } from './ClipRow'
import { ImageView } from './ImageView'
import { About, Fields, Words } from './ItemText'
import { WordsToMark, marksWords, wholeDialogue } from './WordsToMark'
import { SingleMedia } from './SingleMedia'
import type { PlayerChoices } from './SingleMedia'
import type { MediaControls } from './controls'
import mediaStyles from './media.module.css'

interface MediaPaneProps {
  task: Task
  player: SegmentPlayer | null
  choices: PlayerChoices
  /** The key that the play button names; null where none plays now. */
  playKey?: string | null
  lending: StageLending
  /** The stage draws the waveform itself. */
  bare: boolean
  onControls: (controls: MediaControls) => void
}

/** The clips in the order on show; answers always speak of their own order. */
export function shownClips(task: Task): readonly TaskMedia[] {
  const sides = task.presentation?.sides
  if (!sides || task.clips.length !== 2) return task.clips
  return sides[0] === 'second' ? [...task.clips].reverse() : task.clips
}

function Shown({ task, choices, playKey = 'Space', lending, bare, onControls }: MediaPaneProps) {
  const { media } = task
  const playable = useMemo(() => playableOf(media), [media])
  const clips = useMemo(() => shownClips(task), [task])
  if (clips.length > 0) {
    return (
      <ClipRow key={task.assignment_id} clips={clips} playKey={playKey} onControls={onControls} />
    )
  }
  if (playable) {
    const wiring = { choices, playKey, bare, onControls }
    return <SingleMedia media={playable} {...wiring} />
  }
  if (media && media.image_url !== null) {
    const { image_url: url, width, height } = media
    const wiring = { onOverlay: lending.onOverlay, onControls }
    return <ImageView key={url} url={url} width={width} height={height} {...wiring} />
  }
  return null
}

/** What the answers are about: sound or picture, words, and the dialogue around them. */
export function MediaPane(props: MediaPaneProps) {
  const { task, player } = props
  const { onArea, onSide, onBelow, onWords } = props.lending
  const { reader } = props.lending.stage
  const { project } = task
  const sensors = task.media?.sensors_url != null
  const empty = task.media === null && task.clips.length === 0
  const marks = useMemo(() => marksWords(task), [task])
  const nothing = empty && !task.transcript && Object.keys(task.fields).length === 0
  return (
    <section
      className={`${styles.left ?? ''} ${sensors ? (mediaStyles.withSensors ?? '') : ''}`}
      aria-label={m.rating.media}
    >
      <About task={task} />
      {!empty && (
        <div ref={onArea} className={mediaStyles.area}>
          <div className={mediaStyles.main}>
            <Shown {...props} />
          </div>
          <div ref={onSide} className={mediaStyles.side} />
        </div>
      )}
      {task.media && sensors && (
        <ItemSensors
          key={task.assignment_id}
          media={task.media}
          clock={player}
          alone={playableOf(task.media) === null}
        />
      )}
      <div ref={onBelow} className={mediaStyles.below} />
      {nothing && <p className={styles.noMedia}>{m.player.noMedia}</p>}
      <Fields task={task} />
      {marks ? (
        <WordsToMark task={task} question={marks} asked={reader !== null} onWords={onWords} />
      ) : (
        <Words task={task} alone={empty} player={player} />
      )}
      {project.content_warning && (
        <p className={styles.warning}>
          <b>{m.rating.contentWarning}:</b> {project.content_warning}
        </p>
      )}
      {!(marks && wholeDialogue(marks)) && <Dialogue task={task} player={player} />}
    </section>
  )
}
