import { expect, it } from 'vitest'

import { diffLists, diffWords } from './diff'

it('keeps the words of a list whole when one comes behind them', () => {
  expect(diffLists(['tense', 'curious'], ['tense', 'curious', 'relieved'])).toEqual([
    { change: 'same', text: 'tense' },
    { change: 'same', text: 'curious' },
    { change: 'added', text: 'relieved' },
  ])
})

it('shows a word of a list that was replaced as gone and come', () => {
  expect(diffLists(['at ease'], ['calm'])).toEqual([
    { change: 'removed', text: 'at ease' },
    { change: 'added', text: 'calm' },
  ])
})

it('joins what stayed and what changed in a text', () => {
  expect(diffWords('he speaks fast', 'he speaks very fast')).toEqual([
    { change: 'same', text: 'he speaks ' },
    { change: 'added', text: 'very ' },
    { change: 'same', text: 'fast' },
  ])
})
