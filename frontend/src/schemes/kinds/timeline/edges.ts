/** Where edges want to lie: at the ends of words and turns, and at what other intervals marked. */
import type { Interval, Task } from '../../../api/types'

/** Ends of the item's words and of the turns around it, seconds of its segment. */
export function spokenEdges(task: Task | null): number[] {
  const start = task?.media?.start_seconds ?? null
  const end = task?.media?.end_seconds ?? null
  if (!task || start === null || end === null) return []
  const turns = [...task.context.before, ...task.context.after]
  const spoken = [...turns, ...task.words]
  return spoken
    .flatMap((one) => [one.start_seconds, one.end_seconds])
    .filter((time): time is number => time !== null && time >= start && time <= end)
    .map((time) => time - start)
}

/** All of them in the order of time, without those of the interval that is moved. */
export function edgesFor(
  fixed: readonly number[],
  intervals: readonly Interval[],
  moved: number,
  seconds: number,
): number[] {
  const others = intervals.flatMap(({ start, end }, index) => (index === moved ? [] : [start, end]))
  return [0, seconds, ...fixed, ...others].sort((a, b) => a - b)
}
