import { useMemo } from 'react'

import type { TaskMedia } from '../../api/types'
import { restingClock } from '../clock'
import type { Clock } from '../clock'
import { viewAround } from '../geometry'
import { SensorTracks } from './SensorTracks'

interface ItemSensorsProps {
  media: TaskMedia
  /** Of what plays. */
  clock: Clock | null
  /** The item is a table alone: there is nothing to play, and the person moves the moment. */
  alone: boolean
}

/** The sensor channels of an item, on the same stretch of time as its waveform. */
export function ItemSensors({ media, clock, alone }: ItemSensorsProps) {
  const { sensors_url: url, start_seconds, end_seconds, duration_seconds } = media
  const segment = useMemo(
    () => ({ start: start_seconds ?? 0, end: end_seconds ?? duration_seconds ?? 0 }),
    [start_seconds, end_seconds, duration_seconds],
  )
  const view = useMemo(
    () => (alone ? segment : viewAround(segment, duration_seconds ?? segment.end)),
    [alone, segment, duration_seconds],
  )
  const resting = useMemo(() => restingClock(segment.start), [segment])
  if (url === null || segment.end <= segment.start) return null
  const shared = { url, view, segment, alone }
  return <SensorTracks {...shared} clock={alone ? resting : clock} />
}
