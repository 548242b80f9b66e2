import { Drawer, Skeleton } from '@mantine/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'

import { HelpSheet } from '../actions/HelpSheet'
import { useActions } from '../actions/useActions'
import type { User } from '../api/types'
import { ErrorState } from '../app/States'
import { m } from '../i18n'
import { Player } from '../player/Player'
import { usePlayerState, useSegmentPlayer } from '../player/useSegmentPlayer'
import { Dialogue } from './Dialogue'
import { BreakOffer, DoneScreen, NoticeLine, PausedScreen } from './Notices'
import { QuestionCard } from './QuestionCard'
import { RatingHeader } from './RatingHeader'
import { SkipPanel } from './SkipPanel'
import { SubmitBar } from './SubmitBar'
import { readAutoplay, writeAutoplay } from './preferences'
import questionStyles from './questions.module.css'
import { ratingActions } from './ratingActions'
import type { RatingContext } from './ratingActions'
import styles from './rating.module.css'
import { focusStop } from './stops'
import { useAnswering } from './useAnswering'
import { useBreak } from './useBreak'
import { useRatingSession } from './useRatingSession'

type Sheet = 'help' | 'skip' | 'guidelines' | null

function LoadingPanes() {
  return (
    <div className={styles.panes} role="status" aria-label={m.rating.loading}>
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
  const [autoplay, setAutoplay] = useState(readAutoplay)
  const [audio, setAudio] = useState<HTMLAudioElement | null>(null)
  const { task, phase, setClock, setPlaysReader } = session
  const media = task?.media ?? null
  const player = useSegmentPlayer(audio, media)
  const { ready } = usePlayerState(player)
  const working = phase === 'rating' && !paused
  const rest = useBreak(working)
  const assignment = task?.assignment_id

  // A new item: the first question is marked, and the clip plays once if the rater allowed it.
  const { reset, stops } = answering
  useEffect(() => {
    if (assignment === undefined) return
    reset()
    const first = stops[0]
    if (first) focusStop(first, false)
    document.getElementById('questions')?.scrollTo({ top: 0 })
  }, [assignment, reset, stops])

  useEffect(() => {
    if (player && ready && readAutoplay()) player.play()
  }, [player, ready, assignment])

  useEffect(() => {
    if (player) setPlaysReader(() => player.getState().plays)
  })

  useEffect(() => {
    const follow = () => {
      setClock(working && !document.hidden)
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
    }
  }, [working, setClock])

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
  const context: RatingContext = {
    player,
    stop,
    answer: session.answers[current],
    picked: answering.picked[current] ?? null,
    locked: phase !== 'rating',
    canUndoEdit: session.canUndoEdit,
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
    undoEdit: session.undoEdit,
    submit,
    skip: () => {
      setSheet('skip')
    },
    undoSubmit,
    help: () => {
      setSheet('help')
    },
    guidelines: () => {
      setSheet('guidelines')
    },
  }
  useActions(ratingActions, context, sheet === null && !paused && phase !== 'failed')

  const close = () => {
    setSheet(null)
  }
  const shown = useMemo(() => task?.scheme.questions ?? [], [task])
  return (
    <div className={styles.page}>
      <RatingHeader
        task={task}
        onGuidelines={context.guidelines}
        onShortcuts={context.help}
        onPause={pause}
      />
      <p className="visually-hidden" aria-live="assertive">
        {answering.announcement}
      </p>
      <div className={styles.notices}>
        {rest.due && !paused && (
          <BreakOffer
            onTake={() => {
              rest.settle()
              pause()
            }}
            onLater={rest.settle}
          />
        )}
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
        {phase === 'loading' && <LoadingPanes />}
        {phase === 'done' && (
          <DoneScreen canUndo={session.lastSubmitted !== null} onUndo={undoSubmit} />
        )}
        {paused && task && (
          <PausedScreen
            onResume={() => {
              setPaused(false)
            }}
          />
        )}
        {task && phase !== 'failed' && phase !== 'done' && (
          <div className={styles.panes} hidden={paused}>
            <section className={styles.left} aria-label={m.rating.media}>
              {media ? (
                <>
                  {/* The transcript, where there is one, stands beside the sound on this page. */}
                  {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
                  <audio ref={setAudio} src={media.url} preload="auto" />
                  <Player
                    media={media}
                    player={player}
                    autoplay={autoplay}
                    onAutoplay={(allowed) => {
                      writeAutoplay(allowed)
                      setAutoplay(allowed)
                    }}
                    onReload={() => audio?.load()}
                  />
                </>
              ) : (
                <p className={styles.noMedia}>{m.player.noMedia}</p>
              )}
              <div className={styles.words}>
                {task.speaker && (
                  <p className={styles.who} dir="auto">
                    {task.speaker}
                  </p>
                )}
                {task.transcript && <blockquote dir="auto">{task.transcript}</blockquote>}
              </div>
              {task.project.content_warning && (
                <p className={styles.warning}>
                  <b>{m.rating.contentWarning}:</b> {task.project.content_warning}
                </p>
              )}
              <Dialogue task={task} player={player} />
            </section>
            <section className={styles.right} aria-label={m.rating.questions}>
              <div className={styles.scroll} id="questions">
                <div className={questionStyles.list}>
                  {shown.map((question) => (
                    <QuestionCard
                      key={question.id}
                      question={question}
                      answer={session.answers[question.id]}
                      picked={answering.picked[question.id] ?? null}
                      active={stop?.question.id === question.id ? stop.part : null}
                      problem={answering.problems[question.id] ?? null}
                      locked={phase !== 'rating'}
                      onActive={answering.activate}
                      onAnswer={answering.setAnswer}
                      onPick={answering.pick}
                    />
                  ))}
                </div>
              </div>
              <SubmitBar
                saved={session.saved}
                waiting={session.waiting}
                offline={session.offline}
                sending={phase === 'sending'}
                canUndo={context.canUndoSubmit}
                onSubmit={submit}
                onSkip={context.skip}
                onUndo={undoSubmit}
              />
            </section>
          </div>
        )}
      </main>
      <HelpSheet
        actions={ratingActions}
        context={context}
        opened={sheet === 'help'}
        onClose={close}
      />
      <SkipPanel
        opened={sheet === 'skip'}
        onClose={close}
        onSkip={(reason) => {
          close()
          void session.skip(reason).then(() => {
            answering.announce(m.submit.skipped)
          })
        }}
      />
      <Drawer
        opened={sheet === 'guidelines'}
        onClose={close}
        position="left"
        title={m.rating.guidelines}
        withOverlay={false}
        trapFocus={false}
        lockScroll={false}
      >
        <div className={styles.guidelines} dir="auto">
          {task?.project.guidelines || m.rating.noGuidelines}
        </div>
      </Drawer>
    </div>
  )
}
