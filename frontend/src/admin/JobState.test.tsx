import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import type { Job } from '../api/types'
import { JobProgress } from './JobState'
import { canRetry } from './retry'

const job = (changes: Partial<Job>): Job => ({
  id: '7af09002-8b77-420d-a9bb-e5e38402425c',
  kind: 'ingest',
  label: '',
  project: '',
  state: 'running',
  total: 5,
  done: 2,
  failed: 0,
  skipped: 0,
  progress: 0.4,
  message: '',
  created_at: '2026-11-29T15:00:00Z',
  started_at: null,
  finished_at: null,
  created_by: null,
  cancel_requested: false,
  ...changes,
})
const shown = (one: Job) =>
  render(
    <MantineProvider>
      <JobProgress job={one} size="sm" />
    </MantineProvider>,
  )

describe('the progress of a job', () => {
  it('is a percentage while it goes on', () => {
    shown(job({}))
    expect(screen.queryByText('40%')).not.toBeNull()
  })

  it('is no 100 % where some of it failed: the parts show what was done and what failed', () => {
    const { container } = shown(job({ state: 'failed', done: 3, failed: 2, progress: 1 }))
    expect(screen.queryByText('100%')).toBeNull()
    const parts = [...container.querySelectorAll<HTMLElement>('.mantine-Progress-section')]
    expect(parts.map((part) => part.getAttribute('style'))).toEqual([
      expect.stringContaining('60%'),
      expect.stringContaining('40%'),
    ])
  })
})

describe('what is left of an ended job', () => {
  it.each([
    ['running', 1, false],
    ['failed', 1, true],
    ['done', 1, true],
    ['done', 0, false],
    ['cancelled', 0, true],
  ] as const)('of a %s job with %i failed can be retried: %s', (state, failed, expected) => {
    expect(canRetry(job({ state, failed }))).toBe(expected)
  })
})
