import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'

import type { TraceQuestion } from '../../../api/types'
import { createTraceInput } from './input'
import type { TraceRecorder } from './recorder'
import { useTracePointer } from './useTracePointer'

const question: TraceQuestion = {
  id: 'mood',
  kind: 'trace',
  text: 'Mood',
  mode: 'unbounded',
  dimensions: [{ id: 'valence' }, { id: 'arousal' }],
}

function moveTo(clientX: number, clientY: number) {
  const event = new MouseEvent('pointermove', { clientX, clientY })
  Object.defineProperty(event, 'pointerType', { value: 'mouse' })
  window.dispatchEvent(event)
}

it('moves both dimensions of a plane without ends, each by its own way', () => {
  const control = document.createElement('div')
  control.getBoundingClientRect = () => new DOMRect(0, 0, 100, 200)
  const input = createTraceInput(question)
  renderHook(() => {
    useTracePointer({
      recorder: { input } as TraceRecorder,
      control,
      area: null,
      unbounded: true,
      plane: true,
      listening: true,
    })
  })
  moveTo(50, 100)
  expect(input.values()).toBeNull()
  moveTo(60, 50)
  expect([...(input.values() ?? [])]).toEqual([0.1, 0.25])
})
