/** What the rating page shows beside the work itself: practice, quiz, what stands in the way, the end. */
import { act, renderHook, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Task } from '../api/types'
import { scheme, startFakeServer } from '../testing/fakeServer'
import type { FakeServer } from '../testing/fakeServer'
import { keyboard, renderRating } from '../testing/openRating'
import { fittingAnswers } from '../schemes/rules'
import { expectedText } from './screens/lesson'
import { DISTRESSING, useBreak } from './useBreak'

vi.mock('../player/waveform', () => ({
  createWaveform: () => ({
    draw: () => undefined,
    setTime: () => undefined,
    setColours: () => undefined,
    dispose: () => undefined,
  }),
}))

let server: FakeServer
const arousal = scheme.questions.slice(1)
const shownAs = (role: 'training' | 'quiz'): Partial<Task> => ({
  presentation: { seed: 1, arm: null, sides: null, options: {}, assistance: null, role },
})

beforeEach(() => {
  server = startFakeServer()
  server.scheme = { ...scheme, questions: arousal }
})

describe('practice and quiz', () => {
  it('says that practice does not count, and tells how the answer was', async () => {
    server.item = shownAs('training')
    server.judgement = {
      feedback: [
        {
          question: 'arousal',
          correct: false,
          expected: { min: 1, max: 2 },
          explanation: 'The voice is flat.',
        },
      ],
    }
    renderRating()
    await screen.findByText(/Practice: this item does not count/)
    expect(screen.getByText('practice item')).toBeTruthy()
    await keyboard('4{Enter}')
    await screen.findByText('Not quite as expected')
    expect(screen.getByText('1 to 2')).toBeTruthy()
    expect(screen.getByText('The voice is flat.')).toBeTruthy()
    expect(screen.queryByText('Sentence 0.')).toBeNull()
    await keyboard('{Enter}')
    await screen.findByText('Sentence 1.')
  })

  it('names the pass mark of a quiz, lets no item be skipped, and tells the result', async () => {
    server.item = shownAs('quiz')
    server.work = [
      {
        slug: 'kitchen',
        quiz: { pass_share: 0.8, attempts_left: 2, score: null, passed: false },
      },
    ]
    server.judgement = { quiz: { score: 0.5, passed: false, attempts_left: 1 } }
    renderRating()
    await screen.findByText(/80% of the answers must be right/)
    expect(screen.getByRole('button', { name: /Skip/ })).toHaveProperty('disabled', true)
    await keyboard('!')
    expect(screen.queryByRole('dialog')).toBeNull()
    await keyboard('4{Enter}')
    await screen.findByText('The quiz was not passed')
    expect(screen.getByText(/50% of your answers.*80% are needed.*once more/)).toBeTruthy()
    await keyboard('{Enter}')
    await screen.findByText('Sentence 1.')
    server.judgement = { quiz: { score: 1, passed: true, attempts_left: 0 } }
    await keyboard('2{Enter}')
    await screen.findByText('You passed the quiz')
  })

  it('says what was expected in the words of the question', () => {
    const [emotion] = scheme.questions
    const asked = arousal[0]
    if (!emotion || !asked) throw new Error('no question')
    expect(expectedText(asked, { any_of: [1, 2] })).toBe('1 or 2')
    expect(expectedText(asked, { min: 3 })).toBe('3 or more')
    expect(expectedText(asked, { max: 3 })).toBe('up to 3')
    expect(expectedText(emotion, { any_of: [{ anger: 1 }] })).toContain('Anger')
  })
})

describe('what stands in the way', () => {
  it.each([
    [
      { blocked: { code: 'limit_today', reason: 'limit_today', values: { items: 40 } } },
      ['Enough for today', /^You have answered 40 items today/, 'Come back tomorrow.'],
    ],
    [{ project_state: 'paused' }, ['This project is paused', /goes on when/]],
    [{ project_state: 'closed' }, ['This project is closed', /takes no more answers/]],
    [
      {
        blocked: {
          code: 'certificate',
          reason: 'certificate',
          values: { certificates: ['FACS', 'CPR'] },
        },
      },
      ['A certificate is needed', /certificate FACS, CPR\.$/, /they can note it/],
    ],
    [
      { blocked: { code: 'away', reason: 'away', values: { closed: 'full' } } },
      ['You were away too long', /All places of this study are taken/],
    ],
    [
      { blocked: { code: 'language', reason: 'language_other', values: { languages: ['pt'] } } },
      ['Your languages', /know one of: Portuguese\.$/],
    ],
  ])('%o is said with the way out', async (extra, texts) => {
    server.blockNext = extra
    renderRating()
    for (const text of texts) expect(await screen.findByText(text)).toBeTruthy()
    const [main] = screen.getAllByRole('main')
    expect(main && within(main).getByRole('link', { name: 'My work' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Pause/ })).toBeNull()
  })

  it('asks for languages and goes on', async () => {
    server.blockNext = { blocked: { code: 'language', reason: 'language_asked', values: {} } }
    renderRating()
    await userEvent.type(await screen.findByRole('textbox', { name: /Languages/ }), 'Arabic{Enter}')
    await userEvent.click(screen.getByRole('button', { name: 'Save and go on' }))
    await screen.findByText('Sentence 0.')
  })

  it('gives the completion code at the end', async () => {
    server.total = 0
    const finish = {
      completion_code: 'AB12CD34',
      return_url: 'https://example.org/back?cc=AB12CD34',
    }
    server.work = [{ slug: 'kitchen', finish }]
    renderRating()
    await screen.findByText('AB12CD34')
    const back = screen.getByRole('link', { name: 'Go back with the code' })
    expect(back.getAttribute('href')).toBe(finish.return_url)
  })
})

describe('questions that change meanwhile', () => {
  it('are noticed by the draft: what fits stays, the rest is set aside', async () => {
    server.scheme = scheme
    renderRating()
    await screen.findByText('Sentence 0.')
    server.scheme = { ...scheme, version: 2, questions: arousal }
    await keyboard('a60')
    await screen.findByText(/one does not fit any more/, {}, { timeout: 4000 })
    expect(screen.queryByText('How does the speaker feel?')).toBeNull()
    await keyboard('4{Enter}')
    await screen.findByText('Sentence 1.')
    expect(server.ratings[0]?.body).toMatchObject({
      answers: { arousal: { value: 4 } },
      scheme_version: 2,
    })
  })

  it('are noticed by the submission, which is not lost', async () => {
    server.scheme = { ...scheme, questions: arousal }
    renderRating()
    await screen.findByText('Sentence 0.')
    await keyboard('4')
    await screen.findByText('Saved', {}, { timeout: 4000 })
    const reworded = arousal.map((question) => ({ ...question, text: 'How awake?' }))
    server.scheme = { ...scheme, version: 2, questions: reworded }
    await keyboard('{Enter}')
    await screen.findByText('How awake?')
    expect(server.ratings).toHaveLength(0)
    await screen.findByText(/look through them and submit/)
    await keyboard('{Enter}')
    await screen.findByText('Sentence 1.')
    expect(server.ratings[0]?.body.answers).toEqual({ arousal: { value: 4 } })
  })

  it('keep no answer that they do not take', () => {
    const given = {
      emotion: { value: { anger: 0.6 } },
      arousal: { value: 9 },
      gone: { value: 'x' },
    }
    expect(fittingAnswers(scheme.questions, given)).toEqual({ emotion: given.emotion })
  })
})

describe('breaks', () => {
  const pass = (minutes: number) => {
    act(() => {
      vi.advanceTimersByTime(minutes * 60_000)
    })
  }
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('are offered after as many minutes as the project says, and never where it says none', () => {
    const { result, rerender } = renderHook(
      ({ minutes }: { minutes: number | null }) => useBreak(true, minutes),
      { initialProps: { minutes: 10 as number | null } },
    )
    pass(9)
    expect(result.current.due).toBeNull()
    pass(2)
    expect(result.current.due).toBe('time')
    act(() => {
      result.current.settle()
    })
    expect(result.current.due).toBeNull()
    rerender({ minutes: null })
    pass(120)
    expect(result.current.due).toBeNull()
  })

  it('are offered after three items that were too distressing', () => {
    const { result } = renderHook(() => useBreak(true, null))
    const skip = (reason: string) => {
      act(() => {
        result.current.skipped(reason)
      })
    }
    for (const reason of [DISTRESSING, 'bad sound', DISTRESSING]) skip(reason)
    expect(result.current.due).toBeNull()
    skip(DISTRESSING)
    expect(result.current.due).toBe('hard')
    act(() => {
      result.current.settle()
    })
    expect(result.current.due).toBeNull()
  })

  it('know the reason as the skip sheet stores it', async () => {
    vi.useRealTimers()
    const { m } = await import('../i18n')
    expect(Object.keys(m.submit.skipReasons)).toContain(DISTRESSING)
  })

  it('are taken and put off by keyboard alone', async () => {
    vi.useRealTimers()
    server.total = 9
    renderRating()
    for (let place = 0; place < 3; place += 1) {
      await screen.findByText(`Sentence ${String(place)}.`)
      await keyboard('!')
      await userEvent.click(await screen.findByLabelText(/too distressing/))
      await userEvent.click(screen.getByRole('button', { name: 'Skip this item' }))
    }
    await screen.findByText(/That was a lot at once/)
    await keyboard('{Escape}')
    expect(screen.queryByText(/That was a lot at once/)).toBeNull()
    await keyboard('{F8}')
    await screen.findByRole('heading', { name: 'Paused' })
    await keyboard('{Enter}')
    expect(screen.queryByRole('heading', { name: 'Paused' })).toBeNull()
  })
})
