import { describe, expect, it } from 'vitest'

import { m } from '../../i18n'
import { changesOf, problemsAt, settingAt, warningsOf, withSettingAt } from './policy'

const facts = (ratings: number, items = 10) => ({
  counts: { items, complete: 0, ratings, wanted: 30, skipped: 0 },
  scheme: { name: 's', title: 'S', questions: [] },
})

describe('policy settings', () => {
  it('have their standard where the project says nothing', () => {
    expect(settingAt({}, 'limits.break_after_minutes')).toBe(25)
    expect(settingAt({ limits: { break_after_minutes: null } }, 'limits.break_after_minutes')).toBe(
      null,
    )
    expect(settingAt({ gold: { every: 5 } }, 'gold.every')).toBe(5)
  })

  it('keep their neighbours when one changes', () => {
    const next = withSettingAt({ limits: { per_day: 40 } }, 'limits.per_rater', 200)
    expect(next['limits']).toEqual({ per_day: 40, per_rater: 200 })
    expect(withSettingAt({}, 'context.before', 2)['context']).toEqual({ before: 2, after: 0 })
  })

  it('are sent only where they differ', () => {
    const before = { raters_per_item: 3, agreement: [] }
    expect(changesOf(before, { ...before, gold: null })).toEqual({})
    expect(changesOf(before, withSettingAt(before, 'raters_per_item', 5))).toEqual({
      raters_per_item: 5,
    })
    expect(changesOf({ gold: { every: 5 } }, { gold: null })).toEqual({ gold: null })
  })

  it('find their own problems by path', () => {
    const problems = [
      { setting: 'gold.every', message: 'is 1; at least 2' },
      { setting: 'gold', message: 'odd' },
    ]
    expect(problemsAt(problems, 'gold.every')).toBe('is 1; at least 2')
    expect(problemsAt(problems, 'arms')).toBeNull()
  })
})

describe('warnings', () => {
  const t = m.studio.policy.warnings

  it('come where answers exist already, and not before', () => {
    const after = withSettingAt({}, 'show_transcript', false)
    expect(warningsOf({}, after, facts(0))).toEqual([])
    expect(warningsOf({}, after, facts(12))).toEqual([t.shown(12)])
  })

  it('tell that drafts without a blind arm cannot show anchoring', () => {
    const assistance = { card: 'imported', arms: { blind: 0, after: 0, upfront: 1 } }
    expect(warningsOf({}, { assistance }, facts(0))).toEqual([t.noBlind])
  })

  it('tell that raters who see their agreement move towards the others', () => {
    const own = (agreement: string) => ({ own_figures: { checks: 'daily', agreement } })
    expect(warningsOf({}, own('daily'), facts(0))).toEqual([t.ownAgreement])
    expect(warningsOf({}, own('closed'), facts(0))).toEqual([])
    expect(warningsOf(own('daily'), own('daily'), facts(0))).toEqual([])
  })

  it('tell that arms belong to items', () => {
    const arms = { presentations: ['audio', 'both'], rule: 'separate' }
    expect(warningsOf({}, { arms }, facts(0))).toContain(t.armsWithItems)
    expect(warningsOf({}, { arms }, facts(0, 0))).toEqual([])
  })
})
