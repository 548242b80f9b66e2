import type { Task } from '../api/types'
import { DISTRESSING } from './useBreak'

/** The reasons that an item can have: nobody is asked about the sound of a picture. */
export function skipReasonsOf(task: Task | null): string[] {
  const clips = task ? [task.media, ...task.clips].filter((clip) => clip !== null) : []
  const heard = clips.some(({ url }) => url !== null)
  const moves = clips.some(({ video_url: url }) => url !== null)
  const seen = moves || clips.some(({ image_url: url }) => url !== null)
  const fits: readonly (readonly [string, boolean])[] = [
    ['bad sound', heard],
    ['bad picture', seen],
    ['wrong cut', heard || moves],
    ['unclear text', task?.transcript !== null && clips.length === 0],
    ['other language', heard || task?.transcript !== null],
    [DISTRESSING, true],
  ]
  return fits.flatMap(([reason, fit]) => (fit ? [reason] : []))
}
