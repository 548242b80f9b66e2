import { describe, expect, it } from 'vitest'

import type { Question } from '../api/types'
import { groupLabels } from './labelSets'
import type { ShownLabel } from './labels'
import { MOST_RECENT, noteRecent, recentLabels, usedIn } from './recentLabels'

const labels = Array.from({ length: 10 }, (_, index) => ({
  id: `l${String(index)}`,
  text: `Label ${String(index)}`,
}))
const question: Question = { id: 'q', kind: 'multi', text: 'Q', labels, order: 'recent' }

describe('labels used recently', () => {
  it('are noted by a submitted answer, the newest first, and only where the scheme asks', () => {
    noteRecent('p', [question], { q: { value: ['l1', 'l2'] } })
    noteRecent('p', [question], { q: { value: ['l5', 'l1'] } })
    expect(recentLabels('p', 'q')).toEqual(['l5', 'l1', 'l2'])
    expect(recentLabels('other', 'q')).toEqual([])
    noteRecent('p', [question], { q: { value: labels.map(({ id }) => id) } })
    expect(recentLabels('p', 'q')).toHaveLength(MOST_RECENT)
    noteRecent('p', [{ ...question, id: 'fixed', order: 'fixed' }], { fixed: { value: ['l1'] } })
    expect(recentLabels('p', 'fixed')).toEqual([])
  })

  it('do not count what was rated as absent', () => {
    expect(usedIn({ joy: 3, fear: 0 })).toEqual(['joy'])
    expect(usedIn([])).toEqual([])
    expect(usedIn(undefined)).toEqual([])
  })

  it('stand in a group before the others, each once', () => {
    const shown = labels as unknown as ShownLabel[]
    const groups = groupLabels(shown, false, ['l5', 'gone', 'l1'])
    expect(groups.map(({ name }) => name)).toEqual(['recent', null])
    expect(groups[0]?.labels.map(({ id }) => id)).toEqual(['l5', 'l1'])
    expect(groups.flatMap((group) => group.labels.map(({ id }) => id)).toSorted()).toEqual(
      labels.map(({ id }) => id),
    )
    expect(groupLabels(shown, true, ['l5'])).toHaveLength(1)
    expect(groupLabels(shown, false, [])).toHaveLength(1)
  })
})
