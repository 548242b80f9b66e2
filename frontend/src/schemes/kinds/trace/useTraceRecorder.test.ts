import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { TraceQuestion, TraceValue } from '../../../api/types'
import { createSegmentPlayer } from '../../../player/segmentPlayer'
import { FakeMedia } from '../../../testing/fakeMedia'
import { useTraceRecorder } from './useTraceRecorder'

const segment = { start: 0, end: 10 }
const question = (): TraceQuestion => ({
  id: 'mood',
  kind: 'trace',
  text: 'Follow the mood',
  dimensions: [{ id: 'valence', min: -1, max: 1 }],
})
const value = (): TraceValue => ({
  seconds: 10,
  times: [0, 0.1, 0.2],
  values: { valence: [0, 0.5, 1] },
  device: 'mouse',
})

describe('a recorder', () => {
  it('goes on from the stored trace also where the same item comes anew', () => {
    const player = createSegmentPlayer(new FakeMedia() as unknown as HTMLMediaElement, segment)
    const given = () => ({
      question: question(),
      player,
      segment,
      value: value(),
      onValue: () => undefined,
      onPart: () => undefined,
    })
    const hook = renderHook(useTraceRecorder, { initialProps: given() })
    expect(hook.result.current?.buffer.length).toBe(3)
    const before = hook.result.current
    hook.rerender(given())
    expect(hook.result.current).not.toBe(before)
    expect(hook.result.current?.buffer.length).toBe(3)
    expect(hook.result.current?.getState().phase).toBe('paused')
  })
})
