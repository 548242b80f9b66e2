import { useEffect } from 'react'

import type { Question, Task } from '../api/types'
import { kindOf } from '../schemes/kinds/registry'
import { LARGE_SET } from '../schemes/labelSets'
import { readRoom, writeRoom } from './preferences'
import type { Room } from './preferences'
import { ON_STAGE } from './media/useStageLending'

const hasMany = (question: Question) => kindOf(question).labels(question).length >= LARGE_SET

/** What one item needs. */
export function roomFor({ media, clips, scheme }: Task): Room {
  const seen = media === null || (media.video_url ?? media.image_url ?? media.sensors_url) !== null
  const drawn = scheme.questions.some(({ kind }) => ON_STAGE.has(kind))
  if (seen || drawn || clips.length > 0) return 'wide'
  return scheme.questions.some(hasMany) ? 'labels' : 'sound'
}

/**
 * Nothing moves between the items of a project: once one of them needed a wide pane, in this browser,
 * all have it. Before the first is here, it is as it was last time.
 */
export function useRoom(slug: string, task: Task | null): Room {
  const before = readRoom(slug)
  const room = task === null ? (before ?? 'wide') : before === 'wide' ? before : roomFor(task)
  useEffect(() => {
    if (task !== null) writeRoom(slug, room)
  }, [slug, task, room])
  return room
}
