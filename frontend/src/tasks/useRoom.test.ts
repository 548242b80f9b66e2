import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { Question, Task } from '../api/types'
import { roomFor, useRoom } from './useRoom'

const sound = { video_url: null, image_url: null, sensors_url: null } as Task['media']
const film = { video_url: '/film.mp4', image_url: null, sensors_url: null } as Task['media']
const labelled = (kind: string, count: number) =>
  ({
    id: 'q',
    kind,
    text: 'Q',
    labels: Array.from({ length: count }, (_, at) => ({ id: `l${String(at)}`, text: 'L' })),
  }) as Question
const task = (media: Task['media'], question: Question) =>
  ({ media, clips: [], scheme: { questions: [question] } }) as unknown as Task

describe('the room for the questions', () => {
  it('is more where there is sound alone, and most for many labels', () => {
    expect(roomFor(task(sound, labelled('choice', 6)))).toBe('sound')
    expect(roomFor(task(sound, labelled('multi', 40)))).toBe('labels')
    expect(roomFor(task(film, labelled('multi', 40)))).toBe('wide')
    expect(roomFor(task(sound, labelled('timeline', 4)))).toBe('wide')
    expect(roomFor(task(null, labelled('choice', 6)))).toBe('wide')
  })

  it('stays as it is between the items of a project', () => {
    const question = labelled('choice', 6)
    const room = (slug: string, one: Task | null) => renderHook(() => useRoom(slug, one)).result
    expect(room('voices', null).current).toBe('wide')
    expect(room('voices', task(sound, question)).current).toBe('sound')
    expect(room('voices', null).current).toBe('sound')
    expect(room('voices', task(film, question)).current).toBe('wide')
    expect(room('voices', task(sound, question)).current).toBe('wide')
    expect(room('others', task(sound, question)).current).toBe('sound')
  })
})
