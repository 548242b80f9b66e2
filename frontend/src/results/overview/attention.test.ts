import { describe, expect, it } from 'vitest'

import type { ProjectProgress, Quality, RaterQuality } from '../../api/types'
import { attention, median, qualityFindings } from './attention'

const now = Date.parse('2026-11-21T12:00:00Z')
const rater = (username: string, pace: number | null, last: string | null) => ({
  rater: 1,
  username,
  recruited: null,
  submitted: 10,
  seconds_per_item: pace,
  last_at: last,
})
const counts = { items: 10, complete: 2, ratings: 30, wanted: 50, skipped: 0 }
const project = { counts, members: [], policy: {}, state: 'open' as const }
const progress = (per_rater: ProjectProgress['per_rater'], items = {}): ProjectProgress => ({
  items,
  per_rater,
  per_day: [],
})

describe('attention', () => {
  it('names a rater who is far faster than the median', () => {
    const today = '2026-11-21T10:00:00Z'
    const found = attention(
      project,
      progress([rater('mika', 20, today), rater('tove', 24, today), rater('leo', 4, today)]),
      now,
    )
    expect(found).toHaveLength(1)
    expect(found[0]?.text).toContain('leo takes 4.0 s')
  })

  it('knows who came by a recruiting link by the id of the service', () => {
    const recruited = { external_id: '5f3c9a17', link: 3, link_name: 'First wave' }
    const away = { ...rater('guest-c65cccda8992167d', 20, '2026-11-10T12:00:00Z'), recruited }
    expect(attention(project, progress([away]), now)[0]?.text).toBe(
      '5f3c9a17 (First wave) has not rated for 11 days.',
    )
  })

  it('does not call one of two raters fast', () => {
    expect(attention(project, progress([rater('a', 20, null), rater('b', 2, null)]), now)).toEqual(
      [],
    )
  })

  it('names a rater who stayed away while items are open', () => {
    const away = progress([rater('sam', 20, '2026-11-10T12:00:00Z')])
    expect(attention(project, away, now)[0]?.text).toContain('11 days')
    expect(attention({ ...project, counts: { ...counts, complete: 10 } }, away, now)).toEqual([])
  })

  it('tells a project without raters from one where nobody has begun', () => {
    const fresh = { ...project, counts: { ...counts, complete: 0, ratings: 0 } }
    const member = {
      username: 'ana',
      name: '',
      role: 'rater' as const,
      added_at: '',
      recruited: null,
    }
    const invited = { ...fresh, policy: { raters_per_item: 1 }, members: [member] }
    expect(attention(fresh, progress([]), now)[0]?.text).toMatch(/Add raters/)
    expect(attention(invited, progress([]), now)[0]?.text).toMatch(/One person.*nobody has begun/)
  })

  it('counts unrated and skipped items', () => {
    const found = attention(
      { ...project, counts: { ...counts, skipped: 1 } },
      progress([], { 0: 3 }),
      now,
    )
    expect(found.map(({ text }) => text)).toEqual([
      '3 items have no rating yet.',
      '1 item was skipped, with a reason.',
    ])
  })
})

const seen = (correct: number, all: number) => ({ seen: all, correct })
const checked = (username: string, more: Partial<RaterQuality>): RaterQuality => ({
  rater: 1,
  username,
  recruited: null,
  submitted: 10,
  practised: 0,
  gold: seen(0, 0),
  attention: seen(0, 0),
  misses: 0,
  stopped_at: null,
  stop_reason: '',
  quiz: null,
  languages: [],
  certificates: [],
  ...more,
})
const quality = (raters: RaterQuality[], more: Partial<Quality> = {}): Quality => ({
  raters,
  known_items: {},
  extra_raters: null,
  arms: null,
  assistance: null,
  first_rater: null,
  ...more,
})

describe('what the checks say', () => {
  it('names failed attention checks, low quality and who was stopped', () => {
    const texts = qualityFindings(
      { policy: {} },
      quality([
        checked('mika', { attention: seen(1, 2) }),
        checked('leo', { gold: seen(1, 4), stopped_at: '2026-11-21T10:00:00Z' }),
        checked('tove', { gold: seen(1, 2), attention: seen(3, 3) }),
      ]),
    ).map(({ text }) => text)
    expect(texts).toEqual([
      'mika failed 1 of 2 attention checks.',
      'leo was stopped.',
      'leo was right on 1 of 4 gold items. Worth a look at their answers.',
    ])
  })

  it('tells of a budget that is used up, and of known items that are lacking', () => {
    const used = { used: 20, items: 9, budget: 20 }
    const policy = { training: { items: 3 } }
    const texts = qualityFindings({ policy }, quality([], { extra_raters: used }))
    expect(texts.map(({ tab }) => tab)).toEqual(['checks', 'settings'])
    const open = quality([], { extra_raters: { ...used, used: 19 } })
    expect(qualityFindings({ policy: {} }, open)).toEqual([])
  })

  it('names raters who may see the answers of others', () => {
    const ana = { username: 'ana', name: 'Ana', added_at: '', recruited: null }
    const members = (['rater', 'researcher'] as const).map((role) => ({ ...ana, role }))
    const policy = { raters_per_item: 1 }
    const found = attention({ ...project, policy, members }, progress([]), now)
    expect(found.map(({ text }) => text)).toEqual([expect.stringMatching(/^Ana.*not blind/)])
  })

  it('sees when fewer people may rate than items want', () => {
    const member = {
      username: 'a',
      name: 'A',
      role: 'rater' as const,
      added_at: '',
      recruited: null,
    }
    const few = { ...project, members: [member], policy: { raters_per_item: 3 } }
    expect(attention(few, progress([]), now)[0]?.text).toContain('but 1 person rates')
  })
})

describe('median', () => {
  it('is the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(median([])).toBeNull()
  })
})
