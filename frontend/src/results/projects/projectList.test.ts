import { describe, expect, it } from 'vitest'

import type { ProjectSummary } from '../../api/types'
import { projectsShown } from './projectList'

const project = (title: string, changes: Partial<ProjectSummary> = {}): ProjectSummary => ({
  slug: title.toLowerCase().replaceAll(' ', '-'),
  title,
  state: 'open',
  preset: 'meld',
  created_at: '2026-11-01T00:00:00Z',
  items: 10,
  complete: 0,
  ratings: 0,
  wanted: 20,
  skipped: 0,
  raters: 0,
  ...changes,
})
const all = [
  project('Round 10', { created_at: '2026-11-03T00:00:00Z' }),
  project('Round 2', { state: 'closed', ratings: 5 }),
  project('مقابلات', { preset: 'facs', created_at: '2026-11-02T00:00:00Z' }),
]
const shown = (changes: Partial<Parameters<typeof projectsShown>[1]>) =>
  projectsShown(all, { words: '', state: null, order: 'newest', ...changes }).map(
    ({ title }) => title,
  )

describe('the list of projects', () => {
  it('has the newest first, or the order of titles, numbers as numbers, or of progress', () => {
    expect(shown({})).toEqual(['Round 10', 'مقابلات', 'Round 2'])
    expect(shown({ order: 'title' }).slice(0, 2)).toEqual(['Round 2', 'Round 10'])
    expect(shown({ order: 'progress' })[0]).toBe('Round 2')
  })

  it('finds words of title, short name and preset in any case, and a state', () => {
    expect(shown({ words: 'ROUND 1' })).toEqual(['Round 10'])
    expect(shown({ words: 'facs' })).toEqual(['مقابلات'])
    expect(shown({ words: 'round-2' })).toEqual(['Round 2'])
    expect(shown({ state: 'closed' })).toEqual(['Round 2'])
    expect(shown({ words: 'nothing' })).toEqual([])
  })
})
