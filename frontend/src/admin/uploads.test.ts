import { describe, expect, it } from 'vitest'

import { uploadsReducer } from './uploads'

const file = (name: string) => new File(['x'], name)

describe('uploads', () => {
  it('takes the same file once', () => {
    const once = uploadsReducer([], { type: 'add', files: [{ id: '1', file: file('a.wav') }] })
    const twice = uploadsReducer(once, { type: 'add', files: [{ id: '2', file: file('a.wav') }] })
    expect(twice.map((item) => item.id)).toEqual(['1'])
  })

  it('keeps the progress of each file apart, and lets a failed one start again', () => {
    let items = uploadsReducer([], {
      type: 'add',
      files: [
        { id: '1', file: file('a.wav') },
        { id: '2', file: file('b.wav') },
      ],
    })
    items = uploadsReducer(items, { type: 'progress', id: '1', fraction: 0.5 })
    items = uploadsReducer(items, { type: 'failed', id: '2', error: 'too large' })
    expect(items.map((item) => [item.state, item.fraction])).toEqual([
      ['sending', 0.5],
      ['failed', 0],
    ])
    items = uploadsReducer(items, { type: 'again', id: '2' })
    expect(items[1]).toMatchObject({ state: 'waiting', error: '' })
    items = uploadsReducer(items, { type: 'sent', id: '1', uploadId: 'u1' })
    expect(items[0]).toMatchObject({ state: 'sent', uploadId: 'u1' })
  })
})
