import { n, some } from '../counts'

export const attention = {
  paused: 'The project is paused: no new items are handed out.',
  stopped: (who: string, why: string) => `${who} was stopped${why ? `: ${why}` : ''}.`,
  failedChecks: (who: string, failed: number, seen: number) =>
    `${who} failed ${n(failed)} of ${some(seen, 'attention check', 'attention checks')}.`,
  lowGold: (who: string, correct: number, seen: number) =>
    `${who} was right on ${n(correct)} of ${some(seen, 'gold item', 'gold items')}. Worth a look at their answers.`,
  failedQuiz: (who: string) => `${who} did not pass the quiz and gets no items.`,
  budget: (used: number) =>
    `All ${some(used, 'extra rating', 'extra ratings')} of the budget are used: items whose raters disagree get no more.`,
  waiting: (count: number) =>
    `${some(count, 'item waits', 'items wait')} for the person who answers first.`,
  unnamed: (count: number) =>
    `${some(count, 'item names', 'items name')} nobody who answers first.`,
  lacking: (role: string) => `${role} items are asked for in Settings, but none is marked.`,
  tooFew: (raters: number, wanted: number) =>
    `Items want ${some(wanted, 'rater', 'raters')}, but ${some(raters, 'person rates', 'people rate')} here: none can be completed.`,
  notBlind: (who: string) =>
    `${who} rates here and may see everybody’s answers, too: those ratings are not blind.`,
  show: 'Show',
  more: (count: number) => `Show ${n(count)} more`,
  arms: 'Presentations',
  armsNote: 'Ratings of those wanted, per presentation. One that lags is seen here.',
  armLine: (ratings: number, wanted: number, complete: number, items: number) =>
    `${n(ratings)} of ${some(wanted, 'rating', 'ratings')}, ${n(complete)} of ${some(items, 'item', 'items')} complete`,
  anchoring: 'Do drafts pull answers?',
  anchoringOf: (question: string) => `Do drafts pull answers? ${question}`,
  anchoringNote: (exposures: number) =>
    `Share of answers that say what the model’s draft said; counts of answers at the end. Shown ${some(exposures, 'time', 'times')} so far.`,
  anchoringEmpty: 'Nobody has been shown a draft yet. The comparison appears here with the first.',
  groups: {
    blind: 'before it',
    after: 'after it',
    upfront: 'with it',
  } as Record<string, string>,
  group: 'Answered',
  same: 'Same as the draft',
  answers: 'Answers',
  moved: (changed: number, all: number, towards: number) =>
    `Of ${some(all, 'rater', 'raters')} who saw the draft after their answer, ${n(changed)} changed it, ${n(towards)} to what the draft said.`,
}
