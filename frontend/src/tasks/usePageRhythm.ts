import { useEffect, useLayoutEffect, useRef } from 'react'

import { usePlayerState } from '../player/useSegmentPlayer'
import type { MediaControls } from './media/controls'
import { readAutoplay } from './preferences'
import { focusStop } from './keys/stops'
import type { Answering } from './useAnswering'
import type { RatingSession } from './useRatingSession'

/** What happens by itself: a new item starts at its first question, its clip plays, the clock runs. */
export function usePageRhythm(
  session: RatingSession,
  answering: Answering,
  controls: MediaControls,
  working: boolean,
): void {
  const assignment = session.task?.assignment_id
  const { setClock, setPlaysReader } = session
  const { player, plays } = controls
  const { ready } = usePlayerState(player)
  const several = controls.stepClip !== null

  // A new item: the first question is marked, and the clip plays once if the rater allowed it.
  // Questions that come and go with the answers must not take the rater back there.
  const { retype, stops } = answering
  const first = useRef(stops[0])
  useLayoutEffect(() => {
    first.current = stops[0]
  })
  // Before anything can be pressed: keys of a fast rater are for the item that is shown.
  useLayoutEffect(() => {
    if (assignment === undefined) return
    retype('')
    if (first.current) focusStop(first.current, false)
    document.getElementById('questions')?.scrollTo({ top: 0 })
  }, [assignment, retype])

  useEffect(() => {
    // Of two clips neither plays by itself: which one is heard first is the rater's choice.
    if (player && ready && !several && readAutoplay()) player.play()
  }, [player, ready, several, assignment])

  useEffect(() => {
    if (player) setPlaysReader(plays)
  }, [player, plays, setPlaysReader])

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
}
