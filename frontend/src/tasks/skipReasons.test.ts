import { describe, expect, it } from 'vitest'

import type { Task, TaskMedia } from '../api/types'
import { m } from '../i18n'
import { skipReasonsOf } from './skipReasons'

const nothing = { url: null, video_url: null, image_url: null } as TaskMedia
const task = (media: Partial<TaskMedia> | null, transcript: string | null = null) =>
  ({ media: media && { ...nothing, ...media }, clips: [], transcript }) as unknown as Task

describe('the reasons for a skip', () => {
  it.each([
    ['sound', task({ url: '/a' }), ['bad sound', 'wrong cut', 'other language']],
    ['a picture', task({ image_url: '/a' }), ['bad picture']],
    ['a silent film', task({ video_url: '/a' }), ['bad picture', 'wrong cut']],
    ['a text', task(null, 'Yes.'), ['unclear text', 'other language']],
  ])('fit %s', (_, item, reasons) => {
    expect(skipReasonsOf(item)).toEqual([...reasons, 'too distressing'])
  })

  it('have words', () => {
    const every = { url: '/a', video_url: '/a', image_url: '/a' }
    for (const reason of [...skipReasonsOf(task(every)), ...skipReasonsOf(task(null, 'Yes.'))]) {
      expect(m.submit.skipReasons[reason]).toBeTruthy()
    }
  })
})
