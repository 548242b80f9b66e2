import { Skeleton } from '@mantine/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useParams, useSearchParams } from 'react-router'

import { useActions } from '../actions/useActions'
import type { Question, User } from '../api/types'
import { ErrorState } from '../app/States'
import { m } from '../i18n'
import { playableOf } from '../player/playable'
import { noteRecent } from '../schemes/recentLabels'
import { StageContext } from '../schemes/stage'
import { TraceJournalContext } from '../schemes/traceJournal'
import { LeaveStudy } from '../join/LeaveStudy'
import { BlockScreen } from './screens/BlockScreen'
import { LessonScreen } from './screens/LessonScreen'
import { BreakOffer, DoneScreen, NoticeLine, NotKeptLine, PausedScreen, RoleLine } from './Notices'
import { QuestionPane } from './QuestionPane'
import { RatingHeader } from './RatingHeader'
import { RatingSheets } from './RatingSheets'
import type { Sheet } from './RatingSheets'
import { MediaPane } from './media/MediaPane'
import { NO_CONTROLS } from './media/controls'
import { useMediaChoices } from './media/useMediaChoices'
import { useMyQuiz } from './screens/useMyQuiz'
import { playKeyOf, ratingActions } from './keys/ratingActions'
import type { RatingContext } from './keys/ratingActions'
import styles from './rating.module.css'
import { focusStop } from './keys/stops'
import { useAnswering } from './useAnswering'
import { useBreak } from './useBreak'
import { usePageRhythm } from './usePageRhythm'
import { usePrefetch } from './media/usePrefetch'
import type { Room } from './preferences'
import { useRatingSession } from './useRatingSession'
import { useRoom } from './useRoom'
import { useMediaBlock } from './media/useMediaBlock'
import { useStageLending } from './media/useStageLending'

const NO_QUESTIONS: Question[] = []

function LoadingPanes({ room }: { room: Room }) {
  return (
    <div className={styles.panes} data-room={room} role="status" aria-label={m.rating.loading}>
      <div className={styles.left}>
        <Skeleton height={198} />
        <Skeleton height={84} mt={12} />
      </div>
      <div className={styles.right}>
        <div className={styles.scroll}>
          <Skeleton height={300} />
          <Skeleton height={140} mt={12} />
        </div>
      </div>
    </div>
  )
}

export function RatingPage({ user }: { user: User }) {
  const { slug = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const [reopen] = useState(() => search.get('reopen'))
  const session = useRatingSession(slug, user.id, reopen === null ? null : Number(reopen))
  const answering = useAnswering(session)
  const [sheet, setSheet] = useState<Sheet>(null)
  const [paused, setPaused] = useState(false)
  const choices = useMediaChoices()
  const [controls, setControls] = useState(NO_CONTROLS)
  const { task, phase } = session
  const { player } = controls
  const room = useRoom(slug, task)
  const working = phase === 'rating' && !paused
  const minutes = task ? task.limits.break_after_minutes : null
  const rest = useBreak(working, minutes)
  const assignment = task?.assignment_id
  const passShare = useMyQuiz(slug, task?.presentation?.role === 'quiz')
  usePageRhythm(session, answering, controls, working)
  usePrefetch(slug, assignment)

  useEffect(() => {
    document.title = `${m.rating.title(task?.project.title ?? slug)} · ${m.common.product}`
  }, [task, slug])

  // Opening an answer again happens once; a reload goes on with it instead.
  useEffect(() => {
    if (assignment !== undefined && search.has('reopen')) setSearch({}, { replace: true })
  }, [assignment, search, setSearch])

  const submit = () => {
    if (!answering.checkComplete()) return
    player?.pause()
    answering.announce('')
    if (task) noteRecent(slug, answering.questions, session.answers)
    void session.submit().then(() => {
      answering.announce(m.submit.submitted)
    })
  }
  const undoSubmit = () => {
    player?.pause()
    void session.undoSubmit()
  }
  const pause = useCallback(() => {
    player?.pause()
    setPaused(true)
  }, [player])

  const { stop } = answering
  const current = stop?.question.id ?? ''
  const shown = task?.scheme.questions ?? NO_QUESTIONS
  const lending = useStageLending(answering.questions, stop?.question.id ?? null)
  useMediaBlock(lending.stage.area)
  const playable = useMemo(() => playableOf(task?.media ?? null), [task])
  const context: RatingContext = {
    player,
    stepClip: controls.stepClip,
    zoom: controls.zoom,
    toggleSpectrogram: playable?.spectrogram_url
      ? () => {
          choices.onSpectrogram(!choices.spectrogram)
        }
      : null,
    task,
    stop,
    answer: session.answers[current],
    picked: answering.picked[current] ?? null,
    locked: phase !== 'rating',
    canUndoEdit: session.canUndoEdit,
    canRedoEdit: session.canRedoEdit,
    canUndoSubmit: session.lastSubmitted !== null && phase !== 'sending',
    setAnswer: (answer) => {
      answering.setAnswer(current, answer)
    },
    pick: (label) => {
      answering.pick(current, label)
    },
    typed: answering.typed,
    retype: answering.retype,
    moveStop: answering.moveStop,
    moveOption: answering.moveOption,
    command: lending.command,
    undoEdit: session.undoEdit,
    redoEdit: session.redoEdit,
    submit,
    skip: () => {
      setSheet('skip')
    },
    undoSubmit,
    help: () => {
      setSheet('help')
    },
    guidelines: () => {
      setSheet((now) => (now === 'guidelines' ? null : 'guidelines'))
    },
    pause: () => {
      // By the key as by the button of the offer: who takes a break is not offered one beside it.
      if (rest.due !== null) rest.settle()
      pause()
    },
    breakLater: rest.due === null ? null : rest.settle,
  }
  const actions = useMemo(() => ratingActions(shown), [shown])
  // The guidelines stand beside the questions: they are read while answering.
  const free = (sheet === null || sheet === 'guidelines') && !paused
  useActions(
    actions,
    context,
    free && (phase === 'rating' || phase === 'sending' || phase === 'done'),
  )

  const close = () => {
    setSheet(null)
  }
  return (
    <div className={styles.page}>
      <RatingHeader
        task={task}
        atWork={phase !== 'blocked'}
        onGuidelines={context.guidelines}
        onShortcuts={context.help}
        onPause={context.pause}
      />
      <p className="visually-hidden" aria-live="assertive">
        {answering.announcement}
      </p>
      <div className={styles.notices}>
        {task && phase === 'rating' && <RoleLine task={task} passShare={passShare} />}
        {rest.due !== null && !paused && (
          <BreakOffer
            reason={rest.due}
            minutes={minutes ?? 0}
            onTake={context.pause}
            onLater={rest.settle}
          />
        )}
        {!session.keeps && <NotKeptLine />}
        {session.notice && (
          <NoticeLine
            notice={session.notice}
            onNext={() => void session.next()}
            onDismiss={session.dismiss}
          />
        )}
      </div>
      <main className={styles.main} id="content">
        {phase === 'failed' && (
          <ErrorState error={session.error} onRetry={() => void session.next()} />
        )}
        {phase === 'loading' && <LoadingPanes room={room} />}
        {phase === 'done' && (
          <DoneScreen slug={slug} canUndo={session.lastSubmitted !== null} onUndo={undoSubmit} />
        )}
        {phase === 'blocked' && session.block && (
          <BlockScreen slug={slug} block={session.block} onLookAgain={() => void session.next()} />
        )}
        {phase === 'told' && session.lesson && (
          <LessonScreen
            lesson={session.lesson}
            passShare={passShare}
            onNext={() => void session.next()}
          />
        )}
        {paused && task && (
          <PausedScreen
            onResume={() => {
              // The questions are there again before the focus goes back to them.
              flushSync(() => {
                setPaused(false)
              })
              if (stop) focusStop(stop, false)
            }}
          >
            <LeaveStudy slug={slug} />
          </PausedScreen>
        )}
        {task && (phase === 'rating' || phase === 'sending') && (
          <div className={styles.panes} data-room={room} hidden={paused}>
            <StageContext.Provider value={lending.stage}>
              <TraceJournalContext.Provider value={session.journal}>
                <MediaPane
                  task={task}
                  player={player}
                  choices={choices}
                  playKey={playKeyOf(actions, context)}
                  lending={lending}
                  bare={shown.find(({ id }) => id === lending.stage.owner)?.kind === 'timeline'}
                  onControls={setControls}
                />
                <QuestionPane session={session} answering={answering} context={context} />
              </TraceJournalContext.Provider>
            </StageContext.Provider>
          </div>
        )}
      </main>
      <RatingSheets
        sheet={sheet}
        actions={actions}
        context={context}
        guidelines={task?.project.guidelines ?? ''}
        onClose={close}
        onSkip={(reason) => {
          close()
          void session.skip(reason).then((done) => {
            if (!done) return
            rest.skipped(reason)
            answering.announce(m.submit.skipped)
          })
        }}
      />
    </div>
  )
}
